/** Every word that the widget itself says. Translate this file; {name} marks what is filled in. */
export const language = "en";
export const locale = "en-GB";

export const text = {
  title: "Heardback",
  greeting:
    "If an employer has left you hanging, tell me what happened, in a line or a whole letter. " +
    "I will say what I understood, what it may mean and what you could do next, and where each piece of advice comes from.",
  private: "No name and no account needed. You can erase everything at any time, under “More”.",
  startWith: "Or begin with one of these",
  beginnings: [
    "I had an interview and have heard nothing since",
    "They promised to call with an offer and have not",
    "I applied for a post where I work and nobody answers",
  ],

  conversation: "Conversation",
  you: "You",
  heardback: "Heardback",
  working: "Working out an answer",
  answered: "Heardback has answered.",

  composer: "Tell me what happened",
  composerHint: "Enter sends, Shift and Enter begins a new line.",
  send: "Send",
  left: "{n} characters left",
  over: "{n} characters too long. Take out what does not concern the employer.",

  more: "More",
  leave: "Leave quickly",
  leaveHint: "Goes to another page at once. What you wrote stays until you choose “Forget me”.",
  save: "Save this conversation",
  startOver: "Start over",
  forget: "Forget me",
  forgetAsk: "Erase everything you wrote here? This cannot be undone.",
  forgetYes: "Erase it",
  forgetNo: "Keep it",
  forgotten: "Erased. Nothing of what you wrote is kept.",
  close: "Close the chat",

  notSent: "Not sent.",
  tryAgain: "Try again",
  sending: "Sending",
  offline: "You are offline. What you write stays here until you are back.",
  noHistory: "The conversation so far could not be fetched.",
  reasons: {
    offline: "The connection is gone. Your message is kept here.",
    failed: "Something went wrong at my end. Your message is kept here.",
    busy: "Many people are writing at this moment. Try again shortly.",
    slow_down: "That was a lot at once. Wait a little and try again.",
    too_long: "That is longer than I can read at once. Send the part about the employer.",
    not_text: "I can only read text. Tell me in words what happened.",
    not_allowed: "This page is not allowed to open the chat.",
  } as Record<string, string>,

  heard: "What I read",
  heardHint: "Choose a fact to put it right.",
  readings: "What it may mean",
  next: "Next",
  dont: "Not now",
  whyAsked: "I ask because {why}.",
  chosen: "chosen",

  changeFact: "Change “{fact}”",
  fromWords: "Read from your words: “{words}”",
  saveFact: "Change it",
  takeBack: "Take it back",
  takenBack: "Not: {fact}",
  cancel: "Cancel",
  fewer: "One fewer",
  more1: "One more",
  howMany: "How many",
  howLong: "How long",
  units: { days: "days", weeks: "weeks", months: "months" },
  unit: "Days, weeks or months",
  pickOne: "Choose at least one.",

  source: "Source {n}: {voice}",
  sources: "Sources ({n})",
  sourceLine: "{outlet}, “{title}”",

  taken: "the side I take",
  decides: "What decides",

  subject: "Subject",
  blank: "fill in: {label}",
  blanksLeft: "{n} left to fill in",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "It could not be copied here. The text is selected, so you can copy it yourself.",
  openMail: "Open in mail",
  media: { email: "To send", call: "To say on the phone", spoken: "To say in person" } as Record<string, string>,

  addToCalendar: "Add to calendar",
  calendarTitle: "Heardback: next step",

  savedOn: "Conversation with Heardback, saved on {day}",

  open: "Write to Heardback",
  notHere: "The chat cannot be opened on this site.",
  openThere: "Open it on its own page",
};

/** Returns `sentence` with each {name} filled in. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
