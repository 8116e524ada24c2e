# A battle: the panes, the vote, the reveal.

battle-title = Battle
battle-heading = Battle in { $arena }
battle-turn = Turn { $number }
battle-answer = Answer { $letter }
# $number is the number of the turn, from 2.
battle-answer-turn = Answer { $letter }, turn { $number }
# Before what is said of somebody: "Answer A:" before the name of the model, the name of a model before its place.
battle-answer-named = { $answer }:
battle-jump = Answers
battle-chosen = your choice
battle-finished = finished
battle-writing = writing
battle-waiting = Waiting for both answers; this page reloads by itself.
battle-read-all = Read all of answer { $letter }

battle-choice-a = A is better
battle-choice-b = B is better
battle-choice-tie = Tie
battle-choice-both-bad = Both are bad
battle-vote = Your vote
battle-vote-wait = You can vote when both answers have finished.
battle-vote-now = Which do you prefer? Your vote reveals the models.
battle-follow-label = Ask both a follow-up
battle-follow = Not sure yet? Ask both a follow-up
battle-send = Send
battle-again = Ask this again
battle-next = What next
battle-board = See the leaderboard
battle-new = New battle

battle-keys-all = Keys and settings
battle-keys = Keys and settings
battle-keys-arrows = Move between the choices, once they have the focus
battle-keys-answers = Go to answer A or B
battle-keys-list = This list
battle-keys-rest = Keys rest while you type in a field.
battle-close = Close

battle-prefer = You prefer { $better } to { $worse }.
battle-tie = { $a } and { $b } are equally good to you.
battle-both-bad = Neither { $a } nor { $b } was good enough.
# $seq is the vote's number in the log.
battle-rated = It is vote { $seq } in the log and moves the board within seconds.
battle-unrated = It is kept as vote { $seq }, but no rating uses it: { $reason }
battle-count-link = How votes count
battle-reason-identity = an answer told who wrote it.
battle-reason-quarantine = votes of this kind are being looked at.
battle-reason-other = it does not meet the rules for rated votes.

battle-void = This battle does not count
battle-void-cause = One of the two answers could not be completed, so this battle does not count. Please start a new one.

# What scripts say.
battle-say-ready = Both answers have finished. You can vote now.
battle-say-void = This battle does not count.
battle-say-finished = Answer { $letter } has finished.
battle-say-slow = One of the answers takes a while to go on; both are shown at the same pace.
battle-say-away = The server cannot be reached. This page goes on as soon as it can.
battle-say-saving = Saving your vote…
battle-say-refused = The vote was not taken. Please try again.
battle-say-unsaved = The server cannot be reached. Your vote may not be saved yet: press the same button again.

battle-length = Characters: { $count }
battle-stop = Stop
battle-stopped-cause = You stopped both answers, so this battle does not count: answers that are cut short cannot be compared fairly.
battle-way-out = Ask another pair
battle-vote-send = Send the vote
battle-keys-switch = Single-key shortcuts
battle-confirm-switch = Confirm a vote before the reveal
# $seconds is a number.
battle-say-elapsed = Waiting for { $seconds } s
# $choice is one of the four choices above.
battle-say-armed = { $choice }: it is sent when both answers have finished. Press again to take it back.
battle-say-confirm = { $choice }: send it, or choose another.
battle-say-stopping = Stopping both answers…
battle-say-early = Choose now or later: your vote is sent when both answers have finished.
