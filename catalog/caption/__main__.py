"""Write the compiled notices: `python -m catalog.caption`."""

from catalog.caption.notice_rules import compile_notice_rules

compile_notice_rules()
