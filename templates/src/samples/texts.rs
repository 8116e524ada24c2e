//! The words of the samples.

pub(super) const PROMPT: &str =
    "Explain why the sky is blue to a curious eight-year-old, then once more to a physicist.";

pub(super) const QUESTIONS: [&str; 4] = [
    "What are the main differences between Python and JavaScript programming languages?",
    "How can I improve my time management skills?",
    "Write a limerick about the number pi.",
    "Think step by step. On a shelf, there are five books: a gray book, a red book, a purple book, a blue book, and a \
     black book.\n\nThe red book is to the right of the gray book. The black book is to the left of the blue book. The \
     blue book is to the left of the gray book. The purple book is the second from the right.\n\nWhich book is the \
     leftmost book?",
];

/// Markup, a right-to-left override, stacked marks, a very long word, quotes.
pub(super) const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u{5e9}\u{5dc}\u{5d5}\u{5dd} \
     \u{202e}gnp.exe Z\u{310}\u{311}\u{312}\u{313}\u{314}\u{315}a\u{334}\u{335}\u{336}l\u{337}\u{338}go \
     Donaudampfschifffahrtselektrizit\u{e4}tenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrtselektrizit\u{e4}t & so on";

pub(super) const HOSTILE_MARKDOWN: &str = "# Heading <script>alert(1)</script>\n\n[x](javascript:alert(1)) ![cat](https://tracker.example/cat.png) \
     <svg onload=alert(1)>\n\n```js\"onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```\n\n$\\text{<img src=x onerror=alert(1)>}$ \
     </div></main><style>*{display:none}</style>\n\n| a | b |\n|---|--:|\n| Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft | 2 |";

pub(super) const ANSWER_A: &str = "Sunlight looks white, but it is really **all the colours** of the rainbow travelling together. When it reaches the air, \
     the tiny bits of air bump the blue part around much more than the red part. So blue light comes at you from everywhere, and the \
     whole sky looks blue.\n\nFor the physicist: Rayleigh scattering off molecules far smaller than the wavelength has a cross-section\n\n\
     \\[ \\sigma \\propto \\frac{d^6}{\\lambda^4} \\]\n\nso 450 nm scatters about **4.4 times** as strongly as 650 nm:\n\n\
     ```python\ndef ratio(red=650.0, blue=450.0):\n    \"\"\"How much stronger blue scatters.\"\"\"\n    return (red / blue) ** 4  # about 4.35\n```\n\n\
     Folding in the solar spectrum and the eye's response gives blue rather than violet.";

pub(super) const ANSWER_B: &str = "## For an eight-year-old\n\nImagine throwing big and small balls into a forest. Small balls bounce off every branch, big \
     balls fly through. Blue light is like the small balls: it bounces all over the sky, right into your eyes.\n\n## For a physicist\n\n\
     - Molecules act as induced dipoles; scattered power goes as $\\omega^4$.\n- Violet is scattered more still, but the Sun emits less of it, \
     and our cones hardly see it.\n\n| Colour | nm | Relative |\n|:--|--:|--:|\n| red | 650 | 1.0 |\n| green | 550 | 2.0 |\n| blue | 450 | 4.4 |\n\n\
     > See [Rayleigh scattering](https://en.wikipedia.org/wiki/Rayleigh_scattering).";
