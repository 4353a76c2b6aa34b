"""The layers of one article: each finder returns one, from the layers before it."""
