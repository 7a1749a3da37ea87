"""The statute book: dated data and its citations, one module for each workflow."""

from send_cli.domain.rule import RuleBook
from send_cli.rules import assessment, review
from send_cli.rules.bank_holidays import ENGLAND_AND_WALES

BOOK = RuleBook((*assessment.RULES, *review.RULES), ENGLAND_AND_WALES)
