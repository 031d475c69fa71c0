//! The entities of HTML, as they stand in titles and in what tools quote.

/// The names of HTML 4 with their signs, those that cannot be seen apart.
const NAMED: &str = "\
    quot \" amp & lt < gt > iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ copy © ordf ª laquo « \
    not ¬ reg ® macr ¯ deg ° plusmn ± sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ sup1 ¹ ordm º \
    raquo » frac14 ¼ frac12 ½ frac34 ¾ iquest ¿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ \
    Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó \
    Ocirc Ô Otilde Õ Ouml Ö times × Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ szlig ß agrave à \
    aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì \
    iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö divide ÷ oslash ø ugrave ù \
    uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ \
    tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν \
    Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ \
    epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ \
    tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ \
    ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › \
    oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ \
    lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ \
    minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ \
    ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ \
    lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ apos '";

/// Signs 128 to 159 of windows-1252.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Writes out the entities of a text; nothing where there are none.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    let (first, _) = text.split_once('&')?;
    let mut out = String::with_capacity(text.len());
    let mut rest = &text[first.len()..];
    out.push_str(first);
    let mut any = false;
    while let Some(behind) = rest.strip_prefix('&') {
        // No name is longer.
        let near = &behind[..behind.floor_char_boundary(12)];
        let found = near.split_once(';').and_then(|(name, _)| Some((name, sign(name)?)));
        if let Some((name, sign)) = found {
            any = true;
            out.push(sign);
            rest = &behind[name.len() + 1..];
        } else {
            out.push('&');
            rest = behind;
        }
        let plain = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
    }
    any.then_some(out)
}

fn sign(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return match number.ok()? {
            0 => None,
            // These were meant in windows-1252, and so HTML reads them.
            code @ 0x80..=0x9f => WINDOWS.chars().nth(code as usize - 0x80),
            code => char::from_u32(code),
        };
    }
    match name {
        "nbsp" => Some('\u{a0}'),
        "shy" => Some('\u{ad}'),
        "ensp" => Some('\u{2002}'),
        "emsp" => Some('\u{2003}'),
        "thinsp" => Some('\u{2009}'),
        "zwnj" => Some('\u{200c}'),
        "zwj" => Some('\u{200d}'),
        "lrm" => Some('\u{200e}'),
        "rlm" => Some('\u{200f}'),
        _ => {
            let mut words = NAMED.split_ascii_whitespace();
            while let (Some(known), Some(sign)) = (words.next(), words.next()) {
                if known == name {
                    return sign.chars().next();
                }
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_written_out_once() {
        for (text, out) in [
            ("M&uuml;ller &amp; S&ouml;hne", "Müller & Söhne"),
            ("&quot;a&quot; &#8211; &#x2019;s &apos;b&apos; &#150;", "\"a\" – ’s 'b' –"),
            ("&amp;lt;", "&lt;"),
            ("Vi&ecirc;&#803;t&nbsp;Nam", "Vie\u{302}\u{323}t\u{a0}Nam"),
            ("a &euro; b &hellip;", "a € b …"),
        ] {
            let found = decoded(text).unwrap_or_default();
            let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
            assert_eq!(composed.normalize(&found), composed.normalize(out), "{text}");
        }
        for text in ["", "AT&T", "a & b; c", "&nothing;", "&#x110000;", "&;", "&#;", "& uuml;", "&ééééééééé;"]
        {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
