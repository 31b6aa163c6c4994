"""What surrounds every reply: headers, errors, tags, compression."""
