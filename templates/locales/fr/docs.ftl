docs-title = API
docs-back = Retour aux données
docs-script = Cette page a besoin de JavaScript. Ce qu’elle montre se trouve aussi dans { $link }.
