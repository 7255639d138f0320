"""The field names and code lists that the trade and IPTC have agreed on."""
