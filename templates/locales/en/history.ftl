# A voter's own battles.

history-title = History
history-lead = Your battles in this browser. Only you see them.
history-none = No battles yet.
history-none-found = Nothing found.
history-none-yet = Nothing found among the newest of your battles; there are older ones.
history-search-on = Search older battles
history-search = Search your battles
history-find = Search
history-ready = waiting for your vote
history-void = does not count
history-named = names known, not rated
history-older = Older
history-delete = Delete
history-delete-all = Delete all
history-delete-what = Prompts, answers, notes and shared links are erased for good. Votes stay, without any text.
history-sure = Yes, delete everything
history-take = Keep a copy
history-taste = See your taste
