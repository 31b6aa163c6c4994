"""The API's schemas: what a query may say, read alike from a link and from JSON, and what replies look like."""
