after-others = Ce qu’en disent les autres votants et les notes
after-crowd = Cette paire a { $votes } jusqu’ici :
after-forecast = Avant votre vote, les notes donnaient { $chance } à { $a } et { $rest } à { $b }.
after-moved = avant : { $before } ; maintenant : { $now }
after-place = rang { $rank }, note { $rating }
after-wait = Le classement n’a pas encore lu votre vote ; revenez dans un instant.
after-new = nouveau dans le classement : { $now }
after-rank = rang { $rank }, trop peu de votes pour une note
