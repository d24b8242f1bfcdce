r"""A student's formula, cut down to commands that only draw mathematics.

MathJax obeys more than that in the formgrader and in JupyterLab: `\href` links, `\class`, `\cssId` and `\style` dress
up as parts of the page, `\require` loads code, `\def` renames all of these. What is not in this list is shown by its
name.
"""

from __future__ import annotations

import re

_NAMES = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
    Upsilon Phi Psi Omega aleph beth ell hbar imath jmath Re Im wp partial nabla infty emptyset varnothing exists
    nexists forall neg lnot top bot angle triangle square Box Diamond prime backprime dagger ddagger star bigstar
    arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim
    liminf limsup ln log max min mod bmod pmod pod Pr projlim sec sin sinh sup tan tanh operatorname sum prod coprod
    int iint iiint oint bigcap bigcup bigvee bigwedge bigoplus bigotimes bigodot biguplus bigsqcup limits nolimits
    substack pm mp times div cdot ast circ bullet oplus ominus otimes oslash odot bigcirc cap cup uplus sqcap sqcup
    vee wedge lor land setminus smallsetminus wr amalg boxdot boxplus boxminus boxtimes le leq leqq leqslant ge geq
    geqq geqslant lt gt ll gg lll ggg ne neq not equiv sim simeq approx approxeq cong doteq propto varpropto prec
    succ preceq succeq subset supset subseteq supseteq subsetneq supsetneq sqsubseteq sqsupseteq in ni notin mid
    nmid parallel nparallel perp models vdash dashv asymp bowtie smile frown triangleq coloneqq eqqcolon lesssim
    gtrsim lessgtr to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow
    longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto
    hookrightarrow hookleftarrow uparrow downarrow updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow
    rightharpoonup leftharpoonup rightleftharpoons implies impliedby iff xrightarrow xleftarrow ldots cdots vdots
    ddots dots dotsc dotsb dotsm colon frac dfrac tfrac cfrac sqrt binom dbinom tbinom choose over atop stackrel
    overset underset hat widehat bar overline underline tilde widetilde vec dot ddot dddot acute grave breve check
    overbrace underbrace overrightarrow overleftarrow cancel bcancel xcancel boxed mathrm mathbf mathbb mathcal
    mathfrak mathit mathsf mathtt mathscr mathnormal boldsymbol pmb bf rm it cal sf tt text textbf textit textrm
    textsf texttt mbox mathop mathbin mathrel mathord mathopen mathclose mathpunct displaystyle textstyle
    scriptstyle scriptscriptstyle left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr
    bigm Bigm langle rangle lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack lvert rvert lVert rVert vert Vert
    backslash begin end hline cr quad qquad enspace thinspace medspace thickspace negthinspace nonumber notag tag
    color textcolor phantom hphantom vphantom intercal complement mho eth Bbbk S P pounds degree
"""
_ALLOWED = frozenset(_NAMES.split())
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SPACE = re.compile(r"\s+")
# What would be something else than mathematics to a reader that takes the formula for text.
_APART = (
    ("](", "] ("), ("][", "] ["), ("]:", "] :"), ("://", ": //"), ("`", "'"), ("$", ""), ("<", r"\lt "), (">", r"\gt "),
)  # fmt: skip


def drawing_only(text: str) -> str:
    """Text without commands that do more than draw mathematics: those by their names."""
    return _COMMAND.sub(lambda found: found[0] if found[1] in _ALLOWED else f"∖{found[1]}", text)


def formula(tex: str) -> str:
    """What may stand between two dollar signs: one line that neither links nor fetches, however it is read."""
    made = _SPACE.sub(" ", tex).strip()
    for found, instead in _APART:
        made = made.replace(found, instead)
    made = drawing_only(made)
    return made + " " if made.endswith("\\") else made
