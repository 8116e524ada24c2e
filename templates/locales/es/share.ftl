share-title = Compartido
share-make = Compartir con un enlace
share-stop = Dejar de compartir
share-heading = Dos respuestas lado a lado
share-hidden = Los modelos siguen ocultos hasta que vote quien preguntó.
share-told = Alguien preguntó esto aquí y comparte las respuestas.
share-choice = Su voto: { $choice }
share-own = Haz tu propia pregunta
