# Error pages. None may say which model or endpoint failed.

problem-start = Start a battle
problem-title-400 = This could not be read
problem-title-403 = Not allowed
problem-title-404 = Not found
problem-title-405 = Not possible here
problem-title-408 = Too slow
problem-title-409 = Not any more
problem-title-413 = Too long
problem-title-422 = Not usable
problem-title-429 = Too many
problem-title-500 = Something went wrong
problem-title-503 = Not at the moment
problem-title-other = Not done

problem-nothing-here = There is nothing at this address.
problem-no-arena = There is no such arena.
problem-no-battle = There is no such battle in this browser.
problem-prompt = This prompt cannot be used here: it is empty, or this arena has no answer to it.
# $max is a number.
problem-prompt-long = The prompt may have at most { $max } characters.
problem-not-ready = Both answers must have finished first.
problem-void = This battle is void and takes no vote.
problem-already = This battle already has a vote, and it says otherwise.
problem-ended = This battle has ended.
problem-turns = This battle has all the turns that it may have.
problem-stuck = This battle cannot go on; please vote or start a new one.
problem-database = The database does not answer at the moment. Please try again.
problem-closing = The server is restarting. Please try again in a moment.
problem-full = Many battles are running at the moment. Please try again in a moment.
problem-few-models = This arena has fewer than two models that answer at the moment.
problem-styled-board = The style-controlled board is being made: all votes are read for it. Please come back in a moment.
problem-past-board = That board is being made again from its votes. Please come back in a moment.
problem-other-site = This was sent from another site, so it was not done.
problem-too-many = Too many requests from this address. Please wait a moment.
problem-too-slow = What was sent took too long to arrive.
problem-too-long = This is too long to be sent.
problem-form = The form could not be read. Please go back and try again.
# $reference is a number that the operator finds in the log.
problem-internal = Something went wrong here, and it was not you. Reference: { $reference }
# $detail is an explanation in English.
problem-detail = The server says: { $detail }
problem-no-share = This link leads to no battle, or not any more.
problem-no-vote = Vote first; then there is something to say.
problem-no-answers = There are no answers yet; wait until they have ended.
problem-direct = A direct chat has one answer, so there is nothing to vote on.
problem-models = Please pick models of this arena that answer at present: two different ones side by side, or one alone.
