# How it works.

about-title = How it works
about-lead = You ask; two models answer side by side without names; you say which answer is better. Many such votes make a ranking.

about-battle = A battle
about-battle-text = A prompt goes to two models that are drawn at random, as are the sides. Both answers are shown at the same pace, so that a quick model has no advantage over a slow one. While neither has your vote yet you can ask both a follow-up. If an answer fails or breaks off, the battle is void: it counts for nobody.

about-votes = What a vote is
about-votes-text = One of four choices: A is better, B is better, tie, both are bad. A battle takes one vote, and it stays. The vote is written to disk before you see who was who.
# $link has the words of about-votes-link.
about-votes-kept = A vote that ratings do not use is kept all the same, with the reason beside it. Nothing is deleted; { $link }.
about-votes-link = every vote can be downloaded

about-ratings = How ratings are made
about-model = Model.
about-model-text = Bradley-Terry: the chance that one model is preferred to another depends only on the difference of their ratings. A tie and “both are bad” count as half a win for each.
about-scale = Scale.
about-scale-text = 400 points are odds of ten to one. The mean over all models that have votes is 1000. So 100 points more means being preferred in about 64 of 100 votes.
about-uncertainty = Uncertainty.
about-uncertainty-text = Every rating has a 95% interval from the sandwich estimator, which does not trust the model to be exactly right.
about-rank = Rank.
about-rank-text = One more than the number of models whose interval lies wholly above. The range goes on to the worst rank that the intervals allow: models with overlapping intervals share a rank.
about-full = In full.
# $link has the words of about-full-link.
about-full-text = Formulas, other kinds of intervals, what has no number and why: { $link }.
about-full-link = the methodology
about-provisional = Provisional.
about-provisional-text = There are few votes yet; the figures are shown, but expect them to move.
about-all-won = Won or lost every vote.
about-all-won-text = Then no finite rating fits the votes, and none is made up.
about-disconnected = Not connected.
about-disconnected-text = No chain of votes links the model to the others, so they cannot be compared.
about-order = The order of votes does not matter, and the same votes always give the same board.

about-blind = Blind until voted
about-blind-text = Before your vote, nothing that leaves the server depends on who answers: no name, no identifier, no order, no error message, and neither side shows which of the two is slower. The names come with the answer to your vote.

about-privacy = Privacy
about-privacy-text = There is no account. A cookie holds a random number, so that your battles stay yours; two others your colours and your language, if you choose them. Prompts, answers and votes are stored without your name or address, and prompts are sent to the connected models: do not type anything that must stay private. This page loads nothing from other servers.

about-connect = Connect your own models
# $init, $file and $serve are commands and a file's name.
about-connect-text = { $init } looks for model servers on this machine and for keys in the environment and writes { $file }; { $serve } starts the site. By hand it looks like this:
about-connect-check = Any server that speaks the OpenAI, Anthropic or Gemini protocol will do. { $check } says what is wrong before anybody else does.

about-methodology = How ratings are made
about-methodology-english = This chapter is there in English only.
