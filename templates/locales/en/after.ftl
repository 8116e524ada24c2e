# What a voter learns behind the vote.

after-others = What other voters and the ratings say
after-crowd = This pair has { $votes } so far:
after-forecast = Before your vote the ratings gave { $chance } to { $a } and { $rest } to { $b }.
after-moved = before: { $before }; now: { $now }
after-place = rank { $rank }, rating { $rating }
after-wait = The board has not read your vote yet; look again in a moment.
after-new = new on the board: { $now }
after-rank = rank { $rank }, too few votes for a rating
after-none = not ranked yet
