"""Pages, embeds, documents and what they are made with."""
