# What is kept, and what a voter allows.

privacy-title = Privacy
privacy-lead = There is no sign-in. Your browser gets a random token, and nothing else here says who you are.
privacy-kept = What is kept
privacy-kept-texts = Your prompts, both answers, and your notes: until you delete them.
privacy-kept-votes = Your votes, with the models, the words you ticked and a random name: for good. They are public, because the leaderboard must be checkable.
privacy-kept-cookie = A cookie with your token, your theme and your language. Only a scrambled form of the token is stored.
privacy-sent = Prompts are sent to the models that answer them. Please do not write what must stay secret.
privacy-judged = Another model, which the operator chose, also reads prompts, to say what they are about, such as coding.
privacy-choice = What may be published
privacy-consent = My prompts, the answers to them and my notes may be published with the votes, under a random name.
privacy-consent-how = Ticking the box counts for battles from now on. Unticking it counts for all that you had before, too; files that others have already cannot be called back.
privacy-save = Save
privacy-saved = Saved.
privacy-new = Nothing of yours is kept yet: you have not started a battle in this browser. You are asked beside your first prompt.
privacy-erase = How to erase
privacy-erase-how = Delete battles one by one or all at once in your { $history }. Copies in backups disappear when the operator replaces them.
privacy-erase-link = history
privacy-change = Your texts may be published; { $change }.
privacy-change-no = Your texts are not published; { $change }.
privacy-change-link = change
