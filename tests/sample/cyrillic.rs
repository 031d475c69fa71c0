//! The readings of the article in Uzbek in Cyrillic letters: what became of the papers, and who signed the next one.

use glossator::core::annotation::{Basis, DateOf, DateSlot, Reference};
use glossator::core::intent::{DateField, HeaderField};

use crate::scribe::{Deal, Scribe, inferred, none};

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("[Архивчилар Тошкентда қўшма режани тасдиқлади]", "uz-Cyrl");
    s.region("[МЕРОС-ПРЕСС]", "site_name");
    s.region("[Ўқилди: 953]", "view_counter");
    s.region("[Сурат: Меҳри Ёқубова.Сурат: Меҳри Ёқубова.]", "photo_credit");
    s.region("[Изоҳ қолдириш\nИсмингизни киритинг]", "comment_form");
    let published = "2025-03-17T18:30:00+05:00";
    let zone = inferred("the time zone is that of the publisher");
    let mark = s.date("[17.03.2025, 18:30]\n", published, "publication", zone.clone());
    s.set_date(&mark, vec![DateField::Kind("time".into())]);
    s.header(vec![
        HeaderField::Published(published.into()),
        HeaderField::PublishedBasis(zone),
        HeaderField::PublishedMention(Some(mark)),
        HeaderField::Publisher("Meros-press".into()),
    ]);
    if s.is_mira() {
        s.header(vec![HeaderField::Credited("марказ матбуот хизмати".into())]);
    }
}

fn actors(s: &mut Scribe<'_>) {
    s.name(
        "Тошкентда [Ўзбекистон Республикаси Вазирлар Маҳкамаси ҳузуридаги Ҳужжатлар мероси маркази] ва",
        "uz-heritage",
    );
    s.name("Тошкентда [Ўзбекистон Республикаси Вазирлар Маҳкамаси] ҳузуридаги", "uz-cabinet");
    s.name("Тошкентда [Ўзбекистон Республикаси] Вазирлар", "UZB");
    s.name("ва [Озарбайжон Республикаси Президенти ҳузуридаги Архивлар кенгаши] вакиллари", "az-archives");
    s.name("ва [Озарбайжон Республикаси Президенти] ҳузуридаги", "az-president");
    s.name("ва [Озарбайжон Республикаси] Президенти", "AZE");
    let sides = s.or(["uz-heritage", "az-archives"], ["UZB", "AZE"]);
    s.called("[Томонлар] ўтган", &sides);
    let title = ("title", "[Марказ директори] Дилшод", "Director of the centre");
    s.person("директори [Дилшод Раҳмонқулов] маълум", "rahmonqulov", &[title]);
    s.called("[Марказ] директори", &["uz-heritage"]);
    s.adjective("яқини [озарбайжон] мутахассислари", "AZE");
    let title = ("title", "[Кенгаш раиси] Элнур", "Chair of the council");
    s.person("раиси [Элнур Қосимзода] эса", "qosimzoda", &[title]);
    s.called("[Кенгаш] раиси", &["az-archives"]);
    s.name("якунида [Ҳужжатлар мероси маркази] номидан", "uz-heritage");
    s.name("номидан [Раҳмонқулов], Архивлар", "rahmonqulov");
    s.name("Раҳмонқулов, [Архивлар кенгаши] номидан", "az-archives");
    s.name("номидан [Қосимзода] 2025", "qosimzoda");
    s.called("ўзида [меҳмонлар] Темир", &["az-archives"]);
    let title = ("title", "[Музей раҳбари] Гулчеҳра", "Head of the museum");
    s.person("раҳбари [Гулчеҳра Содиқова] иккала", "sodiqova", &[title]);
    s.called(
        s.or("Содиқова [иккала ташкилотга] 1908", "Содиқова [иккала ташкилот]га 1908"),
        &["uz-heritage", "az-archives"],
    );
    s.called("ҳақда [марказ матбуот хизмати] хабар", &["uz-heritage-press"]);
    s.called("ҳақда [марказ] матбуот", &["uz-heritage"]);
}

fn agreements(s: &mut Scribe<'_>) {
    let day = s.or("[2025 йил 14 март куни] Тошкентда", "[2025 йил 14 март] куни");
    let day = s.date(day, "2025-03-14", "event", Basis::Explicit);
    let october = s.relative("Томонлар [ўтган йили октябрда] Бокуда", "2024-10", s.or("signing", "historical"));
    let years = s.date("Қосимзода [2025–2026 йилларга] мўлжалланган", "2025/2026", "validity", Basis::Explicit);
    s.set_date(&years, vec![DateField::Kind("duration".into())]);
    let seminar = s.date(
        "кўра, [4-5 апрель кунлари] Самарқандда",
        "2025-04-04/2025-04-05",
        "event_period",
        inferred("the year of the meeting"),
    );
    let opening = s.date(
        "ўтказилади, [сентябрда] эса",
        "2025-09",
        s.or("event", "deadline"),
        inferred("the year of the meeting"),
    );
    s.from("[Шу куннинг ўзида] меҳмонлар", "2025-03-14", "event", &day);
    let by = s.relative("эмас: у [йил охиригача] имзоланиши", s.or("2025-12-31", "2025"), "deadline");
    s.set_date(&by, vec![DateField::Modifier(s.or("on_or_before", "end").into())]);
    if s.is_mira() {
        s.vague("маълум қилишича, [шу кунгача] 1200", Reference::Present, "other");
        let yesterday = s.from("«[Кеча] биз", "2025-03-13", "event", &day);
        s.remark(Some(&yesterday), "value", "", "In a quotation: it counts from the day of the meeting.");
        let ahead = s.vague("[Эртага] бундай", Reference::Future, "other");
        s.accept(Some(&ahead), 17, "It means from now on, not the day after the speech.");
        s.date("ташкилотга [1908 йилги] юк", "1908", "historical", Basis::Explicit);
    }

    let both = vec![("uz-heritage", "agency", ""), ("az-archives", "agency", "")];
    let leaves = s.quantity("other", "1200", "leaves scanned", "[1200 варақ қўлёзма] сканерланган");
    let memorandum = s.deal(&Deal {
        title: "Memorandum of cooperation of October 2024",
        kind: "memorandum",
        status: s.or("implemented", "signed"),
        background: true,
        parties: both.clone(),
        dates: vec![(DateOf::Signed, s.slot(&october))],
        venue: Some(("Baku", "AZE", "октябрда [Бокуда] имзоланган", Basis::Explicit)),
        topics: vec!["GENERAL"],
        quantities: s.or(vec![leaves], Vec::new()),
        instrument: "имзоланган [ҳамкорлик меморандумининг] ижросини",
        trigger: "Бокуда [имзоланган] ҳамкорлик",
        evidence: vec![(
            "[Томонлар ўтган йили октябрда Бокуда имзоланган ҳамкорлик меморандумининг ижросини кўриб чиқди.]",
            &["kind", "status", "signed", "place"],
        )],
        ..Deal::default()
    });
    if s.is_mira() {
        s.remark(
            Some(&memorandum),
            "status",
            "",
            "“ижросини кўриб чиқди”: what has been done under it was gone through.",
        );
        s.remark(
            Some(&memorandum),
            "quantities",
            "",
            "That the scanning is done under the memorandum is inferred from the sentence before.",
        );
    }

    s.deal(&Deal {
        title: "Joint plan of work for 2025–2026",
        kind: s.or("action_plan", "cooperation_programme"),
        status: "signed",
        parties: both.clone(),
        signatories: vec![("rahmonqulov", "uz-heritage"), ("qosimzoda", "az-archives")],
        dates: vec![
            (DateOf::Signed, s.slot_for(&day, "at the end of the talks, which were held on this day")),
            (DateOf::Validity, s.slot(&years)),
        ],
        term: s.or(DateSlot::of("P2Y", inferred("two calendar years"), Some(years.clone())), DateSlot::default()),
        venue: Some(("Tashkent", "UZB", "куни [Тошкентда] Ўзбекистон", inferred("where the talks were held"))),
        topics: vec!["GENERAL", "TECH"],
        instrument: "мўлжалланган [қўшма иш режасига] имзо",
        trigger: "режасига [имзо чекди].",
        evidence: vec![
            (
                "[Музокара якунида Ҳужжатлар мероси маркази номидан Раҳмонқулов, Архивлар кенгаши номидан Қосимзода 2025–2026 йилларга мўлжалланган қўшма иш режасига имзо чекди.]",
                &["kind", "status", "parties", "signatories", "validity"],
            ),
        ],
        ..Deal::default()
    });

    s.deal(&Deal {
        title: "Seminar on the restoration of paper",
        level: "activity",
        kind: "training_held",
        status: "planned",
        modality: "intended",
        parties: both.clone(),
        dates: vec![(DateOf::Held, s.slot(&seminar))],
        venue: Some(("Samarkand", "UZB", "кунлари [Самарқандда] қоғоз", Basis::Explicit)),
        topics: vec!["TRAIN"],
        trigger: "семинар [ўтказилади], сентябрда",
        evidence: vec![(
            "[Режага кўра, 4-5 апрель кунлари Самарқандда қоғоз таъмири бўйича семинар ўтказилади], сентябрда",
            &["kind", "status", "held", "place"],
        )],
        ..Deal::default()
    });
    if !s.is_mira() {
        s.deal(&Deal {
            title: "First part of the joint catalogue",
            level: "commitment",
            kind: "operational_cooperation",
            status: "agreed",
            modality: "intended",
            parties: both.clone(),
            topics: vec!["INFO"],
            trigger: "дастлабки қисми [очилади].",
            evidence: vec![("[сентябрда эса ягона каталогнинг дастлабки қисми очилади.]", &["status"])],
            confidence: "medium",
            ..Deal::default()
        });
    }

    let contract = s.deal(&Deal {
        title: "Contract on the exchange of specialists",
        kind: s.or("interagency_agreement", "contract"),
        status: "proposed",
        modality: "intended",
        parties: both,
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable))],
        topics: vec!["TRAIN"],
        instrument: "[Мутахассис алмашиш тўғрисидаги шартнома] ҳали",
        trigger: "охиригача [имзоланиши кутилмоқда].",
        evidence: vec![(
            "[Мутахассис алмашиш тўғрисидаги шартнома ҳали тайёр эмас: у йил охиригача имзоланиши кутилмоқда.]",
            &["kind", "status", "modality"],
        )],
        confidence: s.or("high", "medium"),
        ..Deal::default()
    });
    s.remark(Some(&contract), "parties", "", "Not named in this sentence; those who meet.");
    s.accept(Some(&seminar), 15, "Planned: “режага кўра … ўтказилади”.");
    if s.is_mira() {
        s.accept(Some(&opening), 15, "Planned: “очилади”.");
    }
}
