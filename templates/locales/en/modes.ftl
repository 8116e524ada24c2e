# Modes: two that are drawn, two that are picked, one alone.

modes-label = Modes
modes-battle = Battle
modes-side = Side by side
modes-direct = Direct
modes-side-lead = You pick two models and see their names. Your votes are kept, but no rating uses them.
modes-direct-lead = You talk to one model. There is no vote.
modes-first = First model
modes-second = Second model
modes-model = Model
modes-vote = You know the names, so your vote is kept and not rated.
modes-reason = the names were known.
modes-follow = Go on
modes-new = New chat
