# Downloads.

data-title = Data
data-lead = Everything that was rated can be taken away and rated again elsewhere, with the same result.
data-no-arena = There is no arena yet.
data-columns = Columns of the votes file
data-program = The same by program
# $a to $d are the names of parameters.
data-parameters = Files take { $a }, { $b }, { $c } and { $d }; reads need no key.
# $link is a file's name.
data-api = The API is described in { $link }.
data-elsewhere = To rate a file on your own machine, without this server:
data-votes = Votes
data-votes-what = every vote in the order of the log, rated or not, with the reason
data-history = Rating history
data-history-what = one row per model and kept board
data-leaderboard = Leaderboard
data-leaderboard-what = the board of this moment, unrounded
data-models = Models
data-models-what = names, makers, licenses, sizes, prices
data-pairs = Pair counts
data-pairs-what = how often two models were judged how, as the board counts them
data-battles = Texts
data-battles-what = prompts and answers of the battles whose voters agreed, without addresses, numbers and keys
data-sampling = Sampling
data-sampling-what = how the pair of each decided battle was drawn, with its probability
# Read by screen readers: Votes of Text as CSV.
data-file = { $kind } of { $arena } as { $format }
data-table = Columns
data-column = Column
data-meaning = Meaning
data-field-seq = place in the log, from 1, without gaps
data-field-battle = the battle's public id
data-field-time = when the vote was accepted, RFC 3339 UTC
data-field-arena = which arena
data-field-model-a = the model on side A
data-field-model-b = the model on side B
# The words are data and stay as they are: a, b, tie, both_bad, rated, unrated.
data-field-choice = a, b, tie or both_bad
data-field-voter = a pseudonym that is the same within this site and says nothing about the person
data-field-categories = tags of the battle, separated by semicolons in CSV
data-field-state = rated or unrated
data-field-reason = why a vote is unrated; empty otherwise
data-field-chars = characters of each side's answers, code included
data-field-headers = headings, outside code
data-field-lists = list items, outside code
data-field-bold = runs of bold text, outside code
data-field-reasons = what the voter said of each answer afterwards
data-field-note = the voter’s own words, if they may be published
data-field-mode = whether the names were known
