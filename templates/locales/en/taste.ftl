# A personal leaderboard.

taste-title = Your taste
taste-lead = Your own votes, blended with everybody’s ratings: the more you vote, the more this list is yours.
taste-rests = It rests on { $votes } of yours.
taste-none = No model has a rating yet.
taste-model = Model
taste-you = You
taste-all = Everybody
taste-votes = Your votes
