"""What Heardback says in Slack only; everything else it says is in data/advice/words.yml."""

from __future__ import annotations

ADVICE_SHORTCUT_TITLE = "Get advice on this"
ANSWERED_IN_PRIVATE = "I answer you in private: {conversation}."
CHOSEN = "You chose:"
CLEAR_HINT = "Leave it empty if you have not said."
CONFIRM_FORGET = "Everything you told me in Slack in private is erased. This cannot be undone."
CONFIRM_FORGET_TITLE = "Erase what you told me?"
DRAFT_TITLE = "Words to send"
FILL_IN = "Fill in"
FILL_IN_BLANKS = "Fill in the blanks"
FIX_TITLE = "Fix a fact"
FIX_SUBMIT = "Work it out afresh"
FORGET = "Erase what I told you"
GO_PRIVATE = "Go on in private"
HOME_PRIVACY = (
    "*Private.* What you write to me goes to Slack and to the machine that runs me, and nowhere "
    "else. I read direct messages to me, messages that mention me, and messages on which you ask "
    "for advice; no others. Erase what you told me here, or write “forget me”."
)
HOME_START = (
    "*Start.* Write to me under Messages, in a line or a whole letter. In any channel, "
    "`/heardback` and your story is answered in private. On a message, “Get advice on this” "
    "does the same."
)
HOME_WELCOME = "Left hanging by an employer?"
IN_CONVERSATION = "our conversation"
IN_DAYS = "In days."
NOT_SAID = "I have not said"
NOT_YOURS = (
    "These buttons belong to somebody else's story. To ask about yours, mention me, "
    "or write to me in private: {conversation}."
)
ON_THIS_MESSAGE = "You asked for advice on this message:"
OPEN_AGAIN = "Open again"
PRIVATE_OFFER = "This is a private matter, and here others can read it."
PRIVATE_WELCOME = "Here nobody else reads along."
READ_FROM = "Read from: “{words}”"
START = "Start"
STILL_OPEN = "Not sent yet: this can no longer be opened as a form."
YES, NO = "Yes", "No"
