# A battle that its voter lets others read.

share-title = Shared
share-make = Share by link
share-stop = Stop sharing
share-heading = Two answers, side by side
share-heading-direct = An answer, shared
share-hidden = The models stay hidden until the person who asked has voted.
share-told = Somebody asked this here and shared the answers.
share-choice = Their vote: { $choice }
share-own = Ask your own question
