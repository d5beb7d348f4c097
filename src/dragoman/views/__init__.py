"""Questions to the record, as pure functions of holdings."""
