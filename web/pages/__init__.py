"""One module per kind of page, each with a Flask blueprint of thin views."""
