"""How often and by which ways a person tried to reach the employer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from heardback.reading.facts import mood
from heardback.reading.facts.message import Message
from heardback.reading.facts.numbers import number_at, times_at
from heardback.reading.result import FactChange, FactReading

VERBS = {
    **dict.fromkeys(("called", "rang", "phoned", "telephoned", "rung", "ringed", "dialled", "dialed", "calling", "phoning", "ringing"), "phone"),
    **dict.fromkeys(("emailed", "mailed", "emailing", "mailing"), "email"),
    **dict.fromkeys(("wrote", "written"), "email"),
    **dict.fromkeys(("texted", "whatsapped", "texting"), "text"),
    **dict.fromkeys(("visited", "popped", "dropped", "stopped", "walked"), "in_person"),
    **dict.fromkeys(
        ("contacted", "messaged", "chased", "nudged", "pinged", "prodded", "inquired", "enquired", "followed", "reached", "checked", "replied", "responded", "contacting", "chasing"),
        "",
    ),
}  # fmt: skip
PRESENT = {"call": "phone", "ring": "phone", "phone": "phone", "email": "email", "mail": "email", "text": "text", "write": "email"}
THINGS = {
    **dict.fromkeys(("email", "emails", "mail", "mails"), "email"),
    **dict.fromkeys(("call", "calls"), "phone"),
    **dict.fromkeys(("voicemail", "voicemails"), "voicemail"),
    **dict.fromkeys(("text", "texts", "whatsapp", "whatsapps"), "text"),
    **dict.fromkeys(("letter", "letters"), "email"),
    **dict.fromkeys(("message", "messages", "follow", "followups", "reminder", "reminders", "note"), ""),
}  # fmt: skip
_LEFT = {"left", "leave", "leaving"}
_SENT = {"sent", "made", "wrote", "dropped", "placed", "fired", "shot", "written", "send", "gave", "tried", "put", "done", "did", "sending"}
_ME = {"i", "we", "'ve", "ive", "my", "have", "also", "already", "even", "just", "'m"}
_THEM = {
    "they", "he", "she", "hr", "recruiter", "manager", "boss", "lady", "guy", "man", "woman", "company", "employer", "owner", "chef", "director", "principal",
    "supervisor", "agency", "office", "secretary", "someone", "somebody", "nobody", "coordinator", "receptionist", "girl", "bloke", "chap", "head", "firm",
    "school", "hospital", "client", "rep", "who", "committee", "department", "phone", "team", "it", "interviewer", "professor", "assistant", "that", "which", "you",
}  # fmt: skip
_THEY = {"they", "he", "she", "who", "nobody", "someone", "somebody", "it", "which", "you"}
_KIN = {"husband", "wife", "son", "daughter", "mother", "father", "brother", "sister", "partner", "boyfriend", "girlfriend", "friend", "fiance", "niece", "nephew", "cousin"}
_TO_ME = {"me", "us", "him", "back"}
_UNANSWERED = {"ignored", "unanswered", "nothing", "silence", "unreturned", "no", "crickets", "gone", "none", "zilch", "nada", "so", "sent", "later", "since", "unread", "not", "without", "from", "in", "and", "still", ".", ",", "bounced"}
_SPEAKS = {"said", "says", "told", "replied", "answered", "responded", "apologised", "apologized", "wrote", "explained", "promised", "goes", "reply"}


_LEFT_LYING = {"ignores", "ignore", "ignored", "ignoring", "answer", "answered", "answering", "return", "returned", "returning", "returns", "open", "opened", "reply", "acknowledge", "read", "respond", "acknowledged", "replied", "responded", "answers"}


@dataclass(frozen=True)
class Contact:
    """One or several tries to reach the employer, from one word to (before) another."""

    first: int
    end: int
    channels: frozenset[str]
    count: int | None
    left_message: bool = False
    negated: bool = False
    maybe: bool = False
    thanks: bool = False
    answered: bool = False


@dataclass
class _Finder:
    """Walks through a message and collects the contacts."""

    message: Message
    for_another: bool
    found: list[Contact] = field(default_factory=list)

    def walk(self) -> list[Contact]:
        """Return the contacts in the order of the message."""
        index = 0
        while index < len(self.message.words):
            contact = self._verb(index) or self._thing(index)
            if contact is None:
                index += 1
                continue
            self._add(contact)
            index = max(index + 1, contact.end)
        return self.found

    def _add(self, contact: Contact) -> None:
        last = self.found[-1] if self.found else None
        if last and _belongs(self.message, last, contact):
            count = max(last.count or 0, contact.count or 0) or None
            self.found[-1] = replace(
                last,
                end=contact.end,
                channels=last.channels | contact.channels,
                count=count,
                left_message=last.left_message or contact.left_message,
                thanks=last.thanks or contact.thanks,
            )
        else:
            self.found.append(contact)

    def _verb(self, index: int) -> Contact | None:
        message = self.message
        norm = message.norm(index)
        before_it = message.norm(index - 1)
        told = before_it in ("i", "we") and not self._is_question(index)
        goes_on = before_it == "and" and bool(self.found) and self.found[-1].end == index - 1 and message.norm(index - 2) in PRESENT
        if norm in PRESENT and (told or goes_on):
            channel, count = PRESENT[norm], None
            if message.norm(index + 1) == "in":
                return None
        elif norm == "asked" and self._asked_after(index):
            channel, count = "", 1
        elif norm in VERBS:
            channel, count = VERBS[norm], 1
        else:
            return None
        if not self._verb_fits(index):
            return None
        subject = self._subject(index)
        if subject == "them" or (subject == "" and message.norm(index + 1) in ("me", "us")) or message.norm(index + 1) in ("me", "us", "him") and not self.for_another:
            return None
        before = [message.norm(index - step) for step in (1, 2, 3)]
        if before[0] in ("was", "were", "been", "got", "get", "being", "be", "am", "is", "being", "not") and before[0] != "not" and norm not in ("calling", "emailing", "chasing", "ringing", "phoning", "contacting"):
            return None
        tried = "tried" in before or "try" in before or "trying" in before or "kept" in before or "keep" in before or "been" in before
        is_maybe = mood.maybe(message, index) and not ("tried" in before)
        if norm.endswith("ing") and not (tried or before[0] in ("'m", "am", "been")):
            return None
        if norm.endswith("ing") and not "tried" in before:
            count = None
        end, times = self._how_often(index, count)
        stretch = range(index + 1, min(index + 9, message.sentence_of(index)[1]))
        thanks = any(message.norm(at) in ("thank", "thanks", "thanking") for at in stretch)
        channels = frozenset({channel} if channel else self._named_channel(index))
        return Contact(index, end, channels, times, negated=mood.negated(message, index), maybe=is_maybe, thanks=thanks)

    def _verb_fits(self, index: int) -> bool:
        """Leave out "called off", "checked my phone", "dropped the ball"."""
        norm, after, then = (self.message.norm(index + step) for step in range(3))
        needs = {
            "followed": ("up",), "reached": ("out",), "checked": ("in", "with", "back", "on"), "popped": ("in", "by", "round"),
            "dropped": ("in", "by", "into"), "stopped": ("by", "in"), "walked": ("in",), "visited": ("the", "them", "in", "their"),
        }  # fmt: skip
        if norm in needs and after not in needs[norm]:
            return False
        if norm == "checked" and after == "on" and then in ("my",):
            return False
        if norm in ("called", "calling", "call") and (after in ("off", "it", "out", "'", '"', "a", "for") or (after == "in" and then in ("sick", "for"))):
            return False
        if norm in ("wrote", "written") and (after in ("down", "a", "off", "the", "my") and then not in ("email", "message", "letter", "follow", "note", "manager", "recruiter", "lady", "hr")):
            return False
        return not (norm == "rang" and after in ("off", "out"))

    def _asked_after(self, index: int) -> bool:
        """Tell "asked twice", "asked my manager about it" from "asked for my references"."""
        after = [self.message.norm(at) for at in range(index + 1, index + 7)]
        if after[0] in ("me", "us", "for", "to", "him", "if"):
            return after[:2] in (["for", "an"], ["for", "news"], ["if", "they"])
        often = {"once", "twice", "times", "again", "x"} & set(after[:5])
        about = {"about", "when", "where", "whether", "what"} & set(after[:5]) and after[0] in ("my", "the", "hr", "her", "him", "them", "about", "when")
        return bool(often or about)

    def _is_question(self, index: int) -> bool:
        return self.message.norm(index - 2) in ("do", "should", "can", "could", "shall", "if", "would", "when", "may", "might", "dare", "will", "must", "did", "how", "before", "unless", "or")

    def _subject(self, index: int) -> str:
        """Return who does it: "me", "them", or "" where nobody is named before."""
        message = self.message
        sentence = message.words[index].sentence
        for at in range(index - 1, max(-1, index - 10), -1):
            word = message.words[at]
            if word.sentence != sentence:
                break
            norm = word.norm
            if norm in ("i", "we", "ive", "ve"):
                return "me"
            if norm in _KIN:
                return "me"
            if norm in ("she", "he") and self.for_another:
                return "me"
            if norm in (",", ";", "-") or (norm in ("and", "but", "then", "so") and at < index - 1):
                return ""
            if norm in _THEY or (norm in _THEM and not self._is_object(at)):
                return "them"
        return ""

    def _is_object(self, at: int) -> bool:
        """Tell "rang the manager" and "to the manager" from "the manager rang"."""
        articles = ("the", "a", "an", "my", "their", "his", "her", "hiring", "that", "this")
        while self.message.norm(at - 1) in articles:
            at -= 1
        return self.message.norm(at - 1) in (*VERBS, "to", "with", "from", "by", "for", "at", "about", "of", "sent", "asked", "left")

    def _how_often(self, index: int, count: int | None) -> tuple[int, int | None]:
        message = self.message
        end = index + 1
        stop = message.clause_of(index)[1]
        for at in range(index + 1, min(index + 6, stop)):
            if (times := times_at(message.words, at)) is not None:
                return times[1], times[0]
            norm = message.norm(at)
            if norm in ("every", "daily", "weekly", "constantly", "repeatedly", "loads", "umpteen", "many", "hundred", "numerous"):
                return at + 1, None
            if norm in VERBS or norm in ("and", "or"):
                break
        return end, count

    def _named_channel(self, index: int) -> set[str]:
        """Read the way that is named behind a verb which names none: "followed up by email"."""
        message = self.message
        stop = min(index + 9, message.sentence_of(index)[1])
        out: set[str] = set()
        for at in range(index + 1, stop):
            norm, before = message.norm(at), message.norm(at - 1)
            if norm in (",", ";", "but", "she", "he", "they"):
                break
            if norm == "linkedin":
                out.add("linkedin")
            elif norm in ("email", "mail", "emails", "mails") and before in ("by", "via", "an", "with", "and", "two", "2", "through", "one", "on", "per"):
                out.add("email")
            elif norm in ("phone", "telephone") and before in ("by", "via", "on", "and", "the", "per", "over"):
                out.add("phone")
            elif norm in ("call", "calls") and before in ("a", "with", "phone", "one", "and", "two"):
                out.add("phone")
            elif norm in ("text", "texts", "whatsapp") and before in ("by", "via", "on", "a", "and"):
                out.add("text")
            elif norm in ("voicemail", "voicemails"):
                out.add("voicemail")
            elif norm == "person" and before == "in":
                out.add("in_person")
        return out

    def _thing(self, index: int) -> Contact | None:
        message = self.message
        norm = message.norm(index)
        if norm not in THINGS or (norm == "follow" and message.norm(index + 1) not in ("up", "ups")):
            return None
        first, count = self._counted(index)
        verb = self._sending_verb(first)
        if verb is None and not self._mine(first, index):
            return None
        if verb is not None and self._subject(verb) == "them":
            return None
        left = verb is not None and message.norm(verb) in _LEFT
        if left and norm not in ("message", "messages", "voicemail", "voicemails", "note"):
            return None
        channel = "voicemail" if left and norm != "note" else THINGS[norm]
        if norm in ("follow", "reminder", "reminders", "note", "followups") and verb is not None:
            channel = "" if self._named_channel(index) or "linkedin" in {message.norm(at) for at in range(max(0, index - 12), index)} else "email"
        if norm in ("message", "messages") and not left:
            channel = {"text": "text", "linkedin": "linkedin", "phone": "voicemail", "voice": "voicemail", "email": "email"}.get(message.norm(index - 1), "")
        begin = verb if verb is not None else first
        stretch = range(max(0, begin - 2), min(index + 7, message.sentence_of(index)[1]))
        thanks = any(message.norm(at) in ("thank", "thanks") for at in stretch)
        channels = frozenset({channel} if channel else self._named_channel(index))
        ignored = verb is None
        negated = (not ignored and mood.negated(message, begin)) or message.norm(first - 1) in ("no", "any")
        is_maybe = mood.maybe(message, begin) or (verb is not None and message.norm(verb) in ("leave", "send", "sending") and not self._habit(verb))
        end = index + (2 if norm == "follow" else 1)
        return Contact(begin, end, channels, count, left_message=left, negated=negated, maybe=is_maybe, thanks=thanks)

    def _habit(self, verb: int) -> bool:
        return self.message.norm(verb - 1) in ("i", "we")

    def _counted(self, index: int) -> tuple[int, int | None]:
        """Return where the words of a thing begin and how many it is: "two more emails"."""
        message = self.message
        at = index
        plural = message.norm(index).endswith("s") or message.norm(index + 1) == "ups"
        for step in range(1, 5):
            before = message.norm(index - step)
            if before in ("a", "an", "another", "one", "single", "my", "the", "quick", "polite", "more", "follow", "up", "phone", "text", "voice", "short", "brief", "friendly", "further", "nice", "little", "email", "of", "few", "couple", "both", "linkedin", "unanswered", "second", "gentle", "check", "in", "followup", "voicemail", "last", "very", "separate", "several", "his", "her", "their", "our", "cheerful", "courteous", "answerphone") or number_at(message.words, index - step):
                at = index - step
                number = number_at(message.words, at)
                if number and number[1] <= index:
                    return at, round(number[0])
                if before == "both":
                    return at, 2
                continue
            break
        return at, (None if plural else 1)

    def _sending_verb(self, first: int) -> int | None:
        """Return the "left", "sent", "made" just before, also over "called and left her a message"."""
        message = self.message
        for step in range(1, 5):
            at = first - step
            norm = message.norm(at)
            if at < 0 or message.words[at].sentence != message.words[first].sentence:
                return None
            if norm in _LEFT or norm in _SENT:
                return at
            if norm in (",", "but", ";", "said", "got", "received"):
                return None
        return None

    def _mine(self, first: int, index: int) -> bool:
        """Tell whether an unattached "two emails" is the person's own."""
        message = self.message
        before = message.norm(first) if first != index else message.norm(index - 1)
        after = message.norm(index + 1)
        if message.norm(index + 1) in ("from",) and message.norm(index + 2) in ("me", "my"):
            return True
        own = "my" in {message.norm(at) for at in range(first - 1, index)} or before in ("both",)
        if own and {message.norm(first - step) for step in (1, 2, 3)} & _LEFT_LYING:
            return True
        stretch = {message.norm(at) for at in range(index + 1, index + 6)}
        unanswered = stretch & {"ignored", "unanswered", "unreturned", "bounced", "disappeared"} or {"go", "nowhere"} <= stretch
        if own and (unanswered or stretch & {"not", "no", "never", "answer", "ignores", "gone", "get", "since", "go", "goes"}):
            return True
        if own and message.norm(first - 2) in ("ignores", "ignore", "ignored", "answer", "ignoring", "answered", "returned", "return", "returns", "answering", "returning") or message.norm(first - 1) in ("ignores", "ignored", "ignoring") :
            return True
        counted = number_at(message.words, first) is not None and first != index
        lone = message.norm(first) in ("one", "a", "another", "1") and first != index
        before_it = message.norm(first - 1)
        opens = before_it in _OPENERS or (self.found and self.found[-1].end >= first - 2 and before_it in ("and", ",", "plus") or before_it in THINGS)
        theirs = after in ("from", "came", "saying", "said", "arrived", "asking", "inviting", "interview", "interviews", "screen", "screening", "screens", "with") and message.norm(index + 2) not in ("me",)
        if theirs or not opens:
            return False
        if counted:
            return True
        after_thing = bool(self.found) and self.found[-1].end >= first - 2
        return bool(lone and (after_thing or (message.norm(first) != "a" and (after in (",", "sent", ".", "and", "since", "ignored", "unanswered", "", "no", "so", "later") or message.norm(index + 1) == "up" or message.norm(index) in ("follow", "reminder"))) or (unanswered and first != index)))


_OPENERS = {",", ".", "", ";", "after", "!", "\n", "despite", "?", "(", ":", "plus", "then", "and", "-"}


def _belongs(message: Message, last: Contact, new: Contact) -> bool:
    """Tell whether "called and left a message" is one try, told in two parts."""
    if last.negated != new.negated or last.maybe != new.maybe:
        return False
    between = [message.norm(at) for at in range(last.end, new.first)]
    if len(between) > 7 or message.words[last.first].sentence != message.words[new.first].sentence:
        return False
    if new.left_message and "phone" in last.channels and not last.left_message and (new.count or 1) <= (last.count or 1) and "also" not in between and "plus" not in between:
        return True
    follow = {"and", ",", "to", "asking", "saying", "just", "with"} | {""}
    return not last.channels and bool(new.channels) and set(between) <= follow | {"by", "an", "a", "them", "with", ":", "-", "again", "i"} and "and" not in between


def find_contacts(message: Message, *, for_another: bool = False) -> list[Contact]:
    """Return every try to reach the employer that the message speaks of, the merely thought of among them.

    Args:
        message: the message.
        for_another: somebody writes for a child, a partner or a friend, so "he called" is a try too.
    """
    return _answered(message, _Finder(message, for_another).walk(), for_another)


def _answered(message: Message, contacts: list[Contact], for_another: bool) -> list[Contact]:
    """Mark the contacts that the employer's later word has answered, or that lie before "since then"."""
    out: list[Contact] = []
    for number, contact in enumerate(contacts):
        later = [c for c in contacts[number + 1 :] if not (c.negated or c.maybe)]
        limit = later[0].first if later else len(message.words)
        reply = _reply(message, contact.end, limit)
        since = any(_says_since(message, c) and message.words[c.first].sentence != message.words[contact.first].sentence for c in later)
        out.append(replace(contact, answered=reply or (since and not _says_since(message, contact))))
    return out


def _says_since(message: Message, contact: Contact) -> bool:
    first, end = message.sentence_of(contact.first)
    for at in range(max(first, contact.first - 6), min(end, contact.end + 9)):
        if message.norm(at) == "since" and message.norm(at + 1) in (",", ".", "then", "", "and", "to", "the", "no", "nothing", "that", "i", "emailed", "written", "called", "with", "!", "?", "sent", "have", "left"):
            return True
    return False


_ANSWERS = {"said", "says", "replied", "told", "answered", "apologised", "apologized", "wrote", "promised", "responded", "thanked", "explained", "goes", "sounded", "texted", "emailed", "agreed", "laughed"}
_GO_BETWEEN = {"receptionist", "secretary", "girl", "machine", "voicemail", "recording", "desk", "lad", "operator", "switchboard", "someone", "somebody", "assistant", "whoever", "i", "we", "guard", "different", "nobody", "husband", "wife", "friend", "mother", "that", "what", "which", "me"}


def _reply(message: Message, first: int, limit: int) -> bool:
    """Tell whether the employer answers between two words of the message."""
    for at in range(first, min(limit, first + 45)):
        if message.norm(at) in ("update", "edit"):
            break
        norm = message.norm(at)
        if norm in _ANSWERS and not mood.negated(message, at):
            start = max(message.sentence_of(at)[0], at - 6)
            subject = [message.norm(back) for back in range(at - 1, start - 1, -1)]
            who = next((word for word in subject if word in _THEM or word in _GO_BETWEEN or word in _KIN), "")
            if who in _THEM and who not in _GO_BETWEEN and who not in ("it", "you", "who", "phone", "which", "that"):
                return True
            if norm == "told" and {"was", "were", "been"} & set(subject[:2]):
                return True
        if norm in ("reply", "answer", "response") and {"a", "got", "her", "his", "their"} & {message.norm(at - 1)} and message.norm(at + 1) in (":", "was", "said", "saying") and not mood.negated(message, at):
            return True
    return False


def _once_more(message: Message, contact: Contact) -> bool:
    """Tell whether the contact is told as one more: "called again", "another email"."""
    stop = min(contact.end + 3, message.clause_of(contact.end - 1)[1])
    words = [message.norm(at) for at in range(max(0, contact.first - 1), stop)]
    return bool({"again", "another"} & set(words)) or "one more" in " ".join(words)


def contact_facts(message: Message, contacts: list[Contact]) -> list[FactReading]:
    """Return contacts_made, channel_used and messages_left, as far as the message says them."""
    made = [c for c in contacts if not (c.negated or c.maybe)]
    counted = [c for c in made if not c.thanks]
    facts: list[FactReading] = []
    if counted:
        open_ones = [c for c in counted if not c.answered]
        if open_ones and all(c.count is not None for c in open_ones):
            span = message.span(open_ones[0].first, open_ones[0].end)
            change: FactChange = "add" if all(_once_more(message, c) for c in open_ones) else "set"
            facts.append(FactReading("contacts_made", sum(c.count or 0 for c in open_ones), *span, change))
        elif not open_ones:
            facts.append(FactReading("contacts_made", 0, *message.span(counted[-1].first, counted[-1].end)))
        channels = sorted(set().union(*(c.channels for c in counted)))
        if channels:
            named = next(c for c in counted if c.channels)
            facts.append(FactReading("channel_used", channels, *message.span(named.first, named.end)))
        left = [c for c in counted if c.left_message]
        if left and all(c.count is not None for c in left):
            facts.append(FactReading("messages_left", sum(c.count or 0 for c in left), *message.span(left[0].first, left[0].end)))
    elif none := next((c for c in contacts if not c.thanks), None):
        facts.append(FactReading("contacts_made", 0, *message.span(none.first, none.end)))
    return facts
