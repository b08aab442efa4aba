"""Composes Answers: everything that can be said about a case, in the order of DESIGN's anatomy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from heardback.advice import disagreeing, drafting, reasons
from heardback.advice.answer import Answer, AnswerKind, Button, HeardFact, Line, Question
from heardback.advice.case import Case, Change
from heardback.advice.choosing import Choice, choose
from heardback.advice.dates import act_on
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import Entry, Knowledge, Situation
from heardback.advice.payloads import payload
from heardback.advice.questions import next_question
from heardback.advice.vocabulary import FactDefinition, join_words

SITUATION = "situation"
MOST_BUTTONS = 5
DISPUTES_SHOWN = 2
MORE_SHOWN = 6


@dataclass(frozen=True)
class Adviser:
    """Answers for one day: the knowledge base and `today`, which every date counts from."""

    knowledge: Knowledge
    today: date

    # -- the main answer --

    def advise(
        self, case: Case, change: Change | None = None, or_rather: Sequence[str] = ()
    ) -> tuple[Answer, Case]:
        """Return the advice for the case, and the case as it stands after saying it.

        Args:
            case: names a situation.
            change: what the last message changed; said in the answer where there was an answer
                before.
            or_rather: other situations that the story may tell; asked for in place of a fact.

        Raises:
            UnknownNameError: the case's situation does not exist.
        """
        situation = self.knowledge.situation(case.situation)
        choice = choose(situation, case.facts)
        notes = Footnotes(self.knowledge)
        asked = (
            None
            if or_rather
            else next_question(self.knowledge, situation, case.facts, case.asked)
        )
        answer = Answer(
            kind="advice",
            situation=situation.id,
            situation_title=situation.title,
            changed=self._changed(case, change, situation, choice),
            heard=self._heard(case),
            comfort=self._lines(choice.comfort, case, notes),
            readings=self._lines(choice.readings, case, notes),
            next=self._lines(choice.steps, case, notes),
            dont=self._lines(choice.donts, case, notes),
            differ=self._differ(situation, choice, notes),
            question=self._or_rather(situation, or_rather) if or_rather else self._question(asked),
            buttons=self._main_buttons(situation, choice),
            sources=notes.sources(),
        )
        after = replace(
            case,
            asked=(*case.asked, asked.name) if asked else case.asked,
            pending=asked.name if asked else "",
            said=tuple(entry.id for entry in choice.first_sight),
            candidates=tuple(or_rather),
        )
        return answer, after

    def _lines(self, entries: Iterable[Entry], case: Case, notes: Footnotes) -> tuple[Line, ...]:
        return tuple(self._line(entry, case, notes) for entry in entries)

    def _line(self, entry: Entry, case: Case, notes: Footnotes, *, because: bool = False) -> Line:
        day = act_on(entry.date, case.facts, self.today)
        return Line(
            id=entry.id,
            kind=entry.kind,
            text=entry.say,
            because=entry.because if because else "",
            citations=notes.cite(entry.cites),
            date=day.isoformat() if day else "",
        )

    def _heard(self, case: Case) -> tuple[HeardFact, ...]:
        return tuple(
            HeardFact(
                name=name,
                value=list(line.value) if isinstance(line.value, tuple) else line.value,
                label=self.knowledge.facts[name].label(line.value),
                words=line.words,
            )
            for name, line in case.ledger
            if name in self.knowledge.facts
        )

    def _question(self, fact: FactDefinition | None) -> Question | None:
        if fact is None:
            return None
        buttons = [
            Button(answer.label, payload("inform", dict(answer.facts))) for answer in fact.answers
        ]
        buttons.append(Button(self.knowledge.words["button_unknown"], payload("dont_know")))
        return Question(fact.name, fact.question, fact.why, tuple(buttons))

    def _or_rather(self, situation: Situation, others: Sequence[str]) -> Question:
        """Return the question whether it is this situation or another, which is never guessed silently."""
        return Question(
            fact=SITUATION,
            text=self._words("or_rather", title=situation.title),
            why=self._words("or_rather_why"),
            buttons=self._situation_buttons(others),
        )

    def _situation_buttons(self, situations: Sequence[str]) -> tuple[Button, ...]:
        named = [Button(self.knowledge.situation(name).title, payload(name)) for name in situations]
        return (*named, Button(self._words("none_of_these"), payload("outside")))

    def _main_buttons(self, situation: Situation, choice: Choice) -> tuple[Button, ...]:
        names = ["draft"] if drafting.offered(self.knowledge, choice) else []
        names.append("why")
        if disagreeing.disputes_of(self.knowledge, situation.id):
            names.append("disputes")
        names.extend(["more", "fix"])
        return self._buttons(names)

    def _buttons(self, names: Sequence[str]) -> tuple[Button, ...]:
        titles = self.knowledge.words
        return tuple(
            Button(titles[f"button_{name}"], payload(BUTTON_INTENTS[name])) for name in names
        )[:MOST_BUTTONS]

    def _differ(self, situation: Situation, choice: Choice, notes: Footnotes) -> str:
        who, short, cites = disagreeing.differing(self.knowledge, situation.id, choice)
        if not who:
            return ""
        numbers = "".join(f"[{number}]" for number in notes.cite(cites))
        return f"{self._words('differ', who=who, short=short)} {numbers}"

    def _changed(
        self, case: Case, change: Change | None, situation: Situation, choice: Choice
    ) -> str:
        if change is None or not case.said or not (change.told or change.taken_back):
            return ""
        parts = []
        if change.told:
            labels = [self._label(case, name) for name in change.told]
            parts.append(self._words("noted", facts=", ".join(labels)))
        if change.taken_back:
            names = [self.knowledge.facts[name].means.rstrip(".") for name in change.taken_back]
            parts.append(self._words("taken_back", facts="; ".join(names)))
        parts.append(self._difference(case, situation, choice))
        return " ".join(parts)

    def _difference(self, case: Case, situation: Situation, choice: Choice) -> str:
        before = [entry for entry in situation.entries if entry.id in case.said]
        kinds = (
            ("changed_step", [e.id for e in before if e.is_step], choice.steps),
            ("changed_reading", [e.id for e in before if e.kind == "reading"], choice.readings),
            ("changed_dont", [e.id for e in before if e.kind == "dont"], choice.donts),
        )
        moved = [name for name, old, new in kinds if set(old) != {entry.id for entry in new}]
        if not moved:
            return self._words("no_change")
        return self._words("changed", what=join_words([self._words(name) for name in moved]))

    def _label(self, case: Case, name: str) -> str:
        line = case.line(name)
        return self.knowledge.facts[name].label(line.value) if line else ""

    # -- which situation --

    def ask_which(self, case: Case, situations: Sequence[str]) -> tuple[Answer, Case]:
        """Return the question which of two or three situations it is."""
        answer = Answer(
            kind="choice",
            lead=self._words("which_one"),
            heard=self._heard(case),
            buttons=self._situation_buttons(situations),
        )
        return answer, replace(case, candidates=tuple(situations), pending="")

    # -- on request --

    def explain_why(self, case: Case) -> Answer:
        """Return why each thing at first sight was said: the facts, and the source's own reason."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        lines = []
        for entry in choice.readings + choice.steps + choice.donts:
            known = reasons.facts_behind(self.knowledge, entry, case.facts)
            why = (
                self._words("why_from_facts", facts=join_words(known))
                if known
                else self._words("why_no_facts")
            )
            said = [f"{part}" for part in (entry.because, why) if part]
            line = self._line(entry, case, notes)
            lines.append(replace(line, because=" ".join(said)))
        return self._on_request(
            "explanation", case, notes, "why_intro", more=lines, names=["why_not", "change", "disputes", "sources"]
        )

    def explain_why_not(self, case: Case, text: str = "", entry_id: str = "") -> Answer:
        """Return why a step was not advised: the condition that does not hold.

        Args:
            case: the case that was advised on.
            text: the question in the person's words, from which the step is guessed.
            entry_id: the step itself, where a button named it.
        """
        situation, notes = self.knowledge.situation(case.situation), Footnotes(self.knowledge)
        others = reasons.held_back(situation, case.facts, choice := self._choice(case))
        if not others:
            return self._on_request("explanation", case, notes, "why_not_none", names=["more"])
        meant = next((entry for entry in others if entry.id == entry_id), None)
        meant = meant or reasons.asked_about(text, others)
        if meant is None:
            listed = tuple(
                Button(_short(entry.say), payload("ask_why_not", {"entry": entry.id}))
                for entry in others[:MOST_BUTTONS]
            )
            return Answer(
                kind="explanation",
                situation=case.situation,
                lead=self._words("why_not_which"),
                buttons=listed,
            )
        missing = reasons.facts_missing(self.knowledge, meant, case.facts)
        key = "why_not_conditions" if missing else "why_not_overtaken"
        said = self._words(key, say=meant.say, facts=join_words(missing))
        line = Line(meant.id, meant.kind, said, citations=notes.cite(meant.cites))
        against = self._lines(choice.donts + choice.steps[:1], case, notes)
        return self._on_request(
            "explanation",
            case,
            notes,
            "why_not_intro",
            more=[line, *against],
            names=["change", "disputes", "why"],
        )

    def explain_changes(self, case: Case) -> Answer:
        """Return the facts that would change the next step, and to what."""
        situation, notes = self.knowledge.situation(case.situation), Footnotes(self.knowledge)
        lines, buttons = [], []
        for flip in reasons.flips(self.knowledge, situation, case.facts):
            fact = reasons.told(self.knowledge, flip.facts)
            said = self._words("would_change_line", fact=fact, say=flip.entry.say)
            lines.append(Line(flip.entry.id, flip.entry.kind, said, citations=notes.cite(flip.entry.cites)))
            buttons.append(Button(_short(fact), payload("inform", dict(flip.facts))))
        lead = "would_change_intro" if lines else "would_change_none"
        answer = self._on_request("explanation", case, notes, lead, more=lines, names=[])
        return replace(answer, buttons=tuple(buttons)[:MOST_BUTTONS])

    def show_disputes(self, case: Case, dispute_id: str = "") -> Answer:
        """Return where the sources disagree on this case, both sides, and what decides."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        found = disagreeing.disputes_of(self.knowledge, case.situation)
        if not found:
            return self._on_request("dispute", case, notes, "disputes_none", names=["more"])
        chosen = [dispute for dispute in found if dispute.id == dispute_id]
        chosen = chosen or self._most_telling(found, choice)
        views = tuple(disagreeing.view(dispute, choice, notes) for dispute in chosen)
        answer = self._on_request("dispute", case, notes, "disputes_intro", names=[])
        others = [dispute for dispute in found if dispute not in chosen]
        buttons = tuple(
            Button(dispute.question, payload("ask_who_disagrees", {"dispute": dispute.id}))
            for dispute in others
        )
        return replace(answer, disputes=views, buttons=buttons[:MOST_BUTTONS], sources=notes.sources())

    def _most_telling(self, found: list[disagreeing.Dispute], choice: Choice) -> list[disagreeing.Dispute]:
        sided = [one for one in found if disagreeing.taken_side(one, choice) is not None]
        told = {"get_in_touch_again", "ask_why", "appeal_after_brush_off"}
        ordered = sorted(found, key=lambda one: (one.id not in told, one not in sided))
        return ordered[:DISPUTES_SHOWN]

    def show_more(self, case: Case) -> Answer:
        """Return what else fits the case."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        shown = [entry for entry in choice.more if entry.id not in case.said] or list(choice.more)
        lines = [self._line(entry, case, notes, because=True) for entry in shown[:MORE_SHOWN]]
        lead = "more_intro" if lines else "more_none"
        answer = self._on_request("more", case, notes, lead, more=lines, names=["why", "disputes", "change"])
        rest = shown[MORE_SHOWN:]
        if not rest:
            return answer
        button = Button(self._words("button_more"), payload("ask_what_else", {"after": rest[0].id}))
        return replace(answer, buttons=(button, *answer.buttons))

    def show_more_after(self, case: Case, entry_id: str) -> Answer:
        """Return what else fits from the entry `entry_id` on."""
        choice = self._choice(case)
        ids = [entry.id for entry in choice.more]
        before = ids[: ids.index(entry_id)] if entry_id in ids else []
        return self.show_more(replace(case, said=(*case.said, *before)))

    def show_sources(self, case: Case) -> Answer:
        """Return where the advice at first sight is from."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        lines = self._lines(choice.first_sight, case, notes)
        return self._on_request("sources", case, notes, "sources_intro", more=lines, names=["why", "disputes"])

    def show_draft(self, case: Case, draft_id: str = "") -> Answer:
        """Return words to send, or why none should be sent and what to do instead."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        found = drafting.offered(self.knowledge, choice)
        wanted = [self.knowledge.drafts[draft_id]] if draft_id in self.knowledge.drafts else []
        free = [one for one in found if drafting.spent(self.knowledge, one, case.facts) is None]
        declined = self._declined(wanted or found[:1], case)
        if declined or not (wanted or free):
            return self._no_draft(case, declined, [one for one in free if one not in wanted], notes)
        template = (wanted or free)[0]
        draft = drafting.fill(self.knowledge, template, case.facts, notes)
        others = self._draft_buttons([one for one in free if one.id != template.id])
        answer = self._on_request("draft", case, notes, "draft_intro", names=[])
        return replace(answer, draft=draft, buttons=others, sources=notes.sources())

    def _declined(self, templates: list[drafting.DraftTemplate], case: Case) -> drafting.BudgetRule | None:
        for template in templates:
            rule = drafting.spent(self.knowledge, template, case.facts)
            if rule:
                return rule
        return None

    def _no_draft(
        self,
        case: Case,
        rule: drafting.BudgetRule | None,
        others: list[drafting.DraftTemplate],
        notes: Footnotes,
    ) -> Answer:
        if rule is None:
            return self._on_request("draft", case, notes, "draft_none", names=["more", "why"])
        said = self._words("draft_declined", say=rule.say, instead=rule.instead)
        line = Line(rule.id, "dont", said, citations=notes.cite(rule.cites))
        lead = self._words("draft_offer_other") if others else ""
        return Answer(
            kind="draft",
            situation=case.situation,
            more=(line,),
            differ=lead,
            buttons=self._draft_buttons(others) or self._buttons(["more", "why"]),
            sources=notes.sources(),
        )

    def _draft_buttons(self, templates: Iterable[drafting.DraftTemplate]) -> tuple[Button, ...]:
        return tuple(
            Button(template.title, payload("ask_draft", {"draft": template.id}))
            for template in templates
        )[:MOST_BUTTONS]

    def fix_facts(self, case: Case) -> Answer:
        """Return the facts as heard, and how to put one right."""
        key = "fix_intro" if case.ledger else "fix_none"
        return Answer(
            kind="talk", situation=case.situation, lead=self._words(key), heard=self._heard(case)
        )

    # -- parts --

    def _choice(self, case: Case) -> Choice:
        return choose(self.knowledge.situation(case.situation), case.facts)

    def _words(self, key: str, **filled: str) -> str:
        text = self.knowledge.words[key]
        for name, value in filled.items():
            text = text.replace("{" + name + "}", value)
        return text

    def _on_request(
        self,
        kind: AnswerKind,
        case: Case,
        notes: Footnotes,
        lead: str,
        more: Sequence[Line] = (),
        names: Sequence[str] = (),
    ) -> Answer:
        return Answer(
            kind=kind,
            situation=case.situation,
            lead=self._words(lead),
            more=tuple(more),
            buttons=self._buttons(names),
            sources=notes.sources(),
        )


BUTTON_INTENTS = {
    "draft": "ask_draft",
    "why": "ask_why",
    "why_not": "ask_why_not",
    "change": "ask_what_would_change",
    "disputes": "ask_who_disagrees",
    "more": "ask_what_else",
    "sources": "ask_sources",
    "fix": "fix_fact",
    "start_over": "start_over",
    "what_can_you_do": "ask_capabilities",
}
SHORT_TITLE = 60


def _short(text: str) -> str:
    """Return the first sentence, cut at a word so that it fits a button."""
    sentence = text.split(". ")[0].rstrip(".")
    if len(sentence) <= SHORT_TITLE:
        return sentence
    return sentence[:SHORT_TITLE].rsplit(" ", 1)[0] + " …"
