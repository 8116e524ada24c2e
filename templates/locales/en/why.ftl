# Why a voter chose so.

why-title = Say why (optional)
why-useful = useful
why-complete = complete
why-creative = creative
why-clear-formatting = clear formatting
why-natural = natural
why-humorous = humorous
why-incorrect = incorrect
why-superficial = superficial
why-instructions-not-followed = instructions not followed
why-too-long = too long
why-note = A short note
why-save = Save
