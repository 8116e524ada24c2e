# Downloads.

data-title = Data
data-lead = Everything that was rated can be taken away and rated again elsewhere, with the same result.
data-no-arena = There is no arena yet.
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
data-field-battle = the battle’s public id
data-field-time = when the vote was accepted, RFC 3339 UTC
data-field-arena = which arena
data-field-model-a = the model on side A
data-field-model-b = the model on side B
# The words are data and stay as they are: a, b, tie, both_bad, rated, unrated.
data-field-choice = a, b, tie or both_bad
data-field-voter = a pseudonym that is the same within this site and says nothing about the person
data-field-categories = tags of the battle, separated by semicolons in CSV
data-field-tagged-by = the version of the rules that found the categories; empty for those that came with a file
data-field-hash = SHA-256 over what was rated of the vote and the hash of the vote before it in its arena; empty until it is there
data-field-check = a checksum of the other cells of the row, so that damage is found where it is
data-field-state = rated or unrated
data-field-reason = why a vote is unrated; empty otherwise
data-field-chars = characters of each side’s answers, code included
data-field-headers = headings, outside code
data-field-lists = list items, outside code
data-field-bold = runs of bold text, outside code
data-field-reasons = what the voter said of each answer afterwards
data-field-note = the voter’s own words, if they may be published
data-field-mode = whether the names were known
data-field-snapshot = the kept board’s number
data-field-taken = when the board was kept, RFC 3339 UTC
data-field-covered = the newest vote that is counted
data-field-began = when the battle began, RFC 3339 UTC
data-field-category = the category of the board; overall holds all votes
data-field-style = whether style was controlled for
data-field-method = how the ratings were made, with its version
data-field-model = the model’s id, which does not change
data-field-first-model = the model whose id comes first
data-field-second-model = the other model
data-field-rank = 1 + the models that are certainly better
data-field-rank-low = the best rank that the intervals allow; the same as rank
data-field-rank-high = the worst rank that the intervals allow
data-field-rank-overall = the rank without a filter
data-field-rating = 400 log10 odds, mean 1000; empty where it is not finite
data-field-rating-ends = the ends of the 95% interval
data-field-votes = rated votes
data-field-wins = won
data-field-losses = lost
data-field-ties = tied, without both_bad
data-field-both-bad = both were bad
data-field-win-rate = (wins + half of ties and both_bad) / votes
data-field-status = what the figures are worth: ok, provisional, retired, unbounded_above, unbounded_below, disconnected or no_votes
data-field-component = 0 for the main group; figures of different groups share no scale
data-field-name = what people call it
data-field-organization = who made it
data-field-country = the maker’s country, ISO 3166
data-field-license = its license, by SPDX name where there is one
# Words that are data stay as they are.
data-field-weights = open or closed
data-field-reasoning = whether it thinks before it answers
data-field-parameters = parameters, in billions
data-field-active-parameters = parameters used for one token, in billions
data-field-price-input = US dollars per million tokens read
data-field-price-output = US dollars per million tokens written
data-field-released = release date
data-field-context = the longest conversation that it can read, in tokens
data-field-aliases = other names that imports know it by
data-field-model-state = active, paused or retired
data-field-wins-of = won by each of the two
data-field-prompts = the prompts, turn by turn; a JSON list in CSV
data-field-answers = what each side answered to each; JSON lists in CSV
data-field-removed = how many addresses, numbers and keys were taken out
data-field-probability = of this pair on these sides, when it was drawn
data-field-battle-state = voted or void
data-field-void-reason = why a battle is void; empty otherwise
data-field-turns = its turns
data-field-decided = the place of its vote in the log
# $file is the name of a file: votes, history.
data-columns = What the columns mean
data-columns-of = Columns of { $file }
data-use = Open a file
data-use-lead = Parquet keeps types and times; each of these lines runs as it stands.
# $name is the name of a section of a file.
data-days = Files by day, as the operator of a site can keep them (see { $name } in its configuration), open all at once:
data-licence = License and citation
data-licence-none = The operator of this site has not named a license for its data. Ask before you publish it.
# $name is a license, such as CC-BY-4.0.
data-licence-is = Data of this site are licensed under { $name }.
data-cite = To cite them, name the site and the newest vote:
data-schemas = In the schemas of other arenas
data-schemas-lead = For tools that read what others publish. Texts are there only where the voter agreed; votes that a schema cannot mark as unrated are left out.
data-losses = What it leaves out
# $schema is the name of a schema, such as LMArena 55k; read by screen readers.
data-losses-of = What { $schema } leaves out
data-schema-clean-battle = who met whom, who won, when, and in which language
data-schema-55k = prompts, answers and the outcome, as in the competition of 2024
data-schema-100k = conversations with looks, language and category tags
data-schema-140k = the same with the parts of each message, as published in 2025
data-schema-comparia = conversations with what voters said of each answer
# $name is a parameter.
data-safe = With { $name }, CSV is safe to open in a spreadsheet: texts that would be run as formulas begin with an apostrophe there, which an import takes away again.
data-verify = Check it yourself
data-verify-lead = Each vote has a hash over what was rated of it and over the vote before it, and each kept board is signed. This says whether a file is what the site published, and makes every board again from the votes:
data-verify-key = Kept boards are signed with this key (Ed25519):
# $manifest and $keys are names of files.
data-verify-manifest = What was signed is in { $manifest }, with the votes that no board uses and why; all keys, older ones too, are in { $keys }.
data-verify-rules = The rules in a few lines of Python
data-verify-rules-lead = This checks every row of votes.csv without any program of ours. A kept board can be made again with agon rate.
