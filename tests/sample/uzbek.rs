//! The readings of the article in Uzbek: names inside names, two papers signed by one verb, a possibility.

use glossator::core::annotation::{Basis, DateOf, DateSlot, Id, Reference};
use glossator::core::intent::{DateField, HeaderField};

use crate::scribe::{Deal, Scribe, inferred, none};

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("[O‘zbekiston va Ozarbayjon arxivchilari eski qo‘lyozmalarni birgalikda raqamlashtiradi]", "uz");
    s.region("[Jamiyat] |", "section_label");
    s.region("\n[4187]\n", "view_counter");
    s.region("[2 daqiqa o‘qiladi]", "reading_time");
    s.region("o‘tkazildi.\n\n[Foto: Meros-press]\n", "photo_credit");
    s.region("qilib.\n\n[Foto: Meros-press]\n", "photo_credit");
    s.region("kiradi.\n\n[Foto: Meros-press]\n", "photo_credit");
    s.region("[Mavzuga oid]", "related_heading");
    let published = "2024-10-23T08:15:00+05:00";
    let zone = inferred("the time zone is that of Uzbekistan");
    let mark = s.date("Jamiyat | [08:15 / 23.10.2024]\n", published, "publication", zone.clone());
    s.set_date(&mark, vec![DateField::Kind("time".into())]);
    s.header(vec![
        HeaderField::Published(published.into()),
        HeaderField::PublishedBasis(zone),
        HeaderField::PublishedMention(Some(mark)),
    ]);
    s.remark(None, "publisher", "not_stated", s.or("Meros-press is named only under the pictures.", ""));
    if s.is_mira() {
        s.header(vec![HeaderField::Credited("Meros-press".into())]);
    }
}

fn actors(s: &mut Scribe<'_>) {
    s.name("[O‘zbekiston] va Ozarbayjon arxivchilari", "UZB");
    s.name("O‘zbekiston va [Ozarbayjon] arxivchilari", "AZE");
    let (centre, council) = (
        "O‘zbekiston Respublikasi Vazirlar Mahkamasi huzuridagi Hujjatlar merosi markazi",
        "Ozarbayjon Respublikasi Prezidenti huzuridagi Arxivlar kengashi",
    );
    s.name(&format!("shahrida [{centre} kotibiyati] va"), "uz-heritage-secretariat");
    s.name(&format!("shahrida [{centre}] kotibiyati"), "uz-heritage");
    s.name("shahrida [O‘zbekiston Respublikasi Vazirlar Mahkamasi] huzuridagi", "uz-cabinet");
    s.name("shahrida [O‘zbekiston Respublikasi] Vazirlar", "UZB");
    s.name(&format!("va [{council} apparati] xodimlarining"), "az-archives-staff");
    s.name(&format!("va [{council}] apparati"), "az-archives");
    s.name("va [Ozarbayjon Respublikasi Prezidenti] huzuridagi", "az-president");
    s.name("va [Ozarbayjon Respublikasi] Prezidenti", "AZE");

    s.name(&format!("Uchrashuvni [{centre}] direktori"), "uz-heritage");
    s.name("Uchrashuvni [O‘zbekiston Respublikasi Vazirlar Mahkamasi] huzuridagi", "uz-cabinet");
    s.name("Uchrashuvni [O‘zbekiston Respublikasi] Vazirlar", "UZB");
    let whole = format!("Uchrashuvni [{centre} direktori] Dilshod");
    let title = s.or(whole.as_str(), "markazi [direktori] Dilshod");
    let gloss = s.or("Director of the Centre for Documentary Heritage of Uzbekistan", "Director");
    s.person("direktori [Dilshod Rahmonqulov] hamda", "rahmonqulov", &[("title", title, gloss)]);
    s.name(&format!("hamda [{council}] raisi"), "az-archives");
    s.name("hamda [Ozarbayjon Respublikasi Prezidenti] huzuridagi", "az-president");
    s.name("hamda [Ozarbayjon Respublikasi] Prezidenti", "AZE");
    let whole = format!("hamda [{council} raisi] Elnur");
    let title = s.or(whole.as_str(), "kengashi [raisi] Elnur");
    let gloss = s.or("Chair of the Archives Council of Azerbaijan", "Chair");
    s.person("raisi [Elnur Qosimzoda] olib", "qosimzoda", &[("title", title, gloss)]);

    s.name(s.or("[Rahmonqulovning] aytishicha", "[Rahmonqulov]ning aytishicha"), "rahmonqulov");
    s.name("[Qosimzoda] ikki", "qosimzoda");
    s.called("Qosimzoda [ikki mamlakat] 2017", &["UZB", "AZE"]);
    let sides = s.or(["uz-heritage", "az-archives"], ["UZB", "AZE"]);
    s.called("uchun [tomonlar] kelgusida", &sides);
    s.called("kuni [o‘zbek mehmonlari] Qo‘lyozmalar", &["uz-heritage"]);
    if s.is_mira() {
        s.name("mehmonlari [Qo‘lyozmalar ta'mirxonasi] ishi", "az-restoration");
        s.called("[Ozarbayjonlik ta'mirchilar] 4", &["az-restoration"]);
    }
    s.name("so‘ngida [Hujjatlar merosi markazi kotibiyati] bilan", "uz-heritage-secretariat");
    s.name("so‘ngida [Hujjatlar merosi markazi] kotibiyati", "uz-heritage");
    s.name("bilan [Arxivlar kengashi apparati] o‘rtasida", "az-archives-staff");
    s.name("bilan [Arxivlar kengashi] apparati", "az-archives");
}

fn agreements(s: &mut Scribe<'_>) {
    let day = s.or("[22-oktabr kuni] Boku", "[22-oktabr] kuni Boku");
    let day = s.date(day, "2024-10-22", "event", inferred("the year of publication"));
    let founded = s.date("mamlakat [2017-yilda] madaniyat", "2017", "historical", Basis::Explicit);
    s.from("[Shu kuni] o‘zbek", "2024-10-22", "event", &day);
    s.vague("tomonlar [kelgusida] mutaxassis", Reference::Future, "signing");
    let class = s.date(
        "ta'mirchilar [4–8-noyabr kunlari] Samarqandda",
        "2024-11-04/2024-11-08",
        "event_period",
        inferred("the November after the meeting"),
    );
    let years = s.date("qo‘lyozmalarni [2025–2026-yillarda] raqamlashtirish", "2025/2026", "validity", Basis::Explicit);
    s.set_date(&years, vec![DateField::Kind("duration".into())]);

    s.deal(&Deal {
        title: "Agreement on culture of 2017",
        kind: "intergovernmental_agreement",
        status: "signed",
        background: true,
        parties: vec![("UZB", "state", ""), ("AZE", "state", "")],
        dates: vec![(DateOf::Signed, s.slot(&founded))],
        topics: vec!["GENERAL"],
        instrument: "sohasida [bitim] tuzganini",
        trigger: "bitim [tuzganini] eslatdi",
        evidence: vec![(
            "Qosimzoda [ikki mamlakat 2017-yilda madaniyat sohasida bitim tuzganini] eslatdi",
            &["kind", "status", "parties", "signed"],
        )],
        ..Deal::default()
    });

    let contract = s.deal(&Deal {
        title: "Contract on the exchange of specialists",
        kind: s.or("interagency_agreement", "contract"),
        status: "proposed",
        modality: "intended",
        parties: s.or(
            vec![("uz-heritage", "agency", ""), ("az-archives", "agency", "")],
            vec![("UZB", "state", ""), ("AZE", "state", "")],
        ),
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable))],
        topics: vec!["TRAIN"],
        instrument: "kelgusida [mutaxassis almashish to‘g‘risida shartnoma] ham",
        trigger: "shartnoma ham [imzolashi kerakligi] ta'kidlandi",
        evidence: vec![(
            "uchun [tomonlar kelgusida mutaxassis almashish to‘g‘risida shartnoma ham imzolashi kerakligi ta'kidlandi.]",
            &["kind", "status", "modality", "topics"],
        )],
        ..Deal::default()
    });
    s.remark(Some(&contract), "status", "", "“imzolashi kerakligi”: has to be signed, so it is not.");

    let course = s.deal(&Deal {
        title: "Master class in Samarkand",
        level: "activity",
        kind: "training_held",
        status: "planned",
        modality: s.or("hypothetical", "intended"),
        parties: s.or(vec![("az-restoration", "agency", "provider")], vec![("AZE", "state", "provider")]),
        parties_unknown: true,
        dates: vec![(DateOf::Held, s.slot(&class))],
        venue: Some(("Samarkand", "UZB", "kunlari [Samarqandda] mahorat", Basis::Explicit)),
        topics: vec!["TRAIN"],
        trigger: "mahorat darsi [o‘tishi mumkin].",
        evidence: vec![(
            "[Ozarbayjonlik ta'mirchilar 4–8-noyabr kunlari Samarqandda mahorat darsi o‘tishi mumkin.]",
            &["kind", "status", "held", "modality", "place"],
        )],
        confidence: "medium",
        ..Deal::default()
    });
    s.remark(Some(&course), "modality", "", s.or("“mumkin”: it may take place.", ""));

    papers(s, &day, &years);
    s.accept(Some(&class), 15, "Still to come: “o‘tishi mumkin”.");
}

/// The two papers that one verb signs.
fn papers(s: &mut Scribe<'_>, day: &Id, years: &Id) {
    let parties = s.or(
        vec![("uz-heritage-secretariat", "agency", ""), ("az-archives-staff", "agency", "")],
        vec![("uz-heritage", "agency", ""), ("az-archives", "agency", "")],
    );
    let signed = s.slot_for(day, "at the end of the meeting, which was held on this day");
    let in_force = if s.is_mira() {
        let from = "ham [imzo qo‘yilgan kundan] kuchga";
        let from = s.from(from, "2024-10-22", "entry_into_force", day);
        s.slot(&from)
    } else {
        DateSlot::of("2024-10-22", inferred("from the day of the signature"), None)
    };
    let venue = || Some(("Baku", "AZE", "kuni [Boku] shahrida", inferred("where the meeting was held")));
    let both = "[Uchrashuv so‘ngida Hujjatlar merosi markazi kotibiyati bilan Arxivlar kengashi apparati o‘rtasida \
                hamkorlik memorandumi, shuningdek, qo‘lyozmalarni 2025–2026-yillarda raqamlashtirish tartibini \
                belgilovchi protokol imzolandi.]";
    let force = "[Ikkala hujjat ham imzo qo‘yilgan kundan kuchga kiradi.]";
    let memorandum = s.deal(&Deal {
        title: "Memorandum of cooperation between the archives",
        kind: "memorandum",
        status: "signed",
        parties: parties.clone(),
        present: vec!["rahmonqulov", "qosimzoda"],
        dates: vec![(DateOf::Signed, signed.clone()), (DateOf::InForce, in_force.clone())],
        venue: venue(),
        topics: vec!["GENERAL"],
        instrument: "o‘rtasida [hamkorlik memorandumi], shuningdek",
        trigger: "protokol [imzolandi]. Ikkala",
        evidence: vec![(both, &["kind", "status", "parties"]), (force, &["in_force"])],
        note: "Passive sentence: who signed is not said.",
        ..Deal::default()
    });
    s.remark(Some(&memorandum), "signatories", "not_stated", "");
    s.twin(
        &memorandum,
        &Deal {
            title: "Protocol on the digitisation of manuscripts in 2025–2026",
            kind: s.or("protocol", "action_plan"),
            status: "signed",
            parties,
            present: vec!["rahmonqulov", "qosimzoda"],
            dates: vec![(DateOf::Signed, signed), (DateOf::InForce, in_force), (DateOf::Validity, s.slot(years))],
            term: s.or(DateSlot::of("P2Y", inferred("two calendar years"), Some(years.clone())), DateSlot::default()),
            venue: venue(),
            topics: vec!["TECH"],
            instrument: "shuningdek, [qo‘lyozmalarni 2025–2026-yillarda raqamlashtirish tartibini belgilovchi protokol] imzolandi",
            trigger: "protokol [imzolandi]. Ikkala",
            evidence: vec![(both, &["kind", "status", "parties", "validity"]), (force, &["in_force"])],
            relations: vec![("mentioned_with", &memorandum)],
            ..Deal::default()
        },
    );
}
