//! The actors of the six articles, all of them invented, apart from the states.

use std::collections::BTreeSet;

use glossator::app::Glossator;
use glossator::core::annotation::{Dated, DatedRole, Name};
use glossator::core::intent::{CorpusIntent, EntryField, Intent};

use crate::common::{change, problems};

/// An actor as it is entered into the registry.
struct Entry {
    /// The word the readings call it by.
    key: &'static str,
    /// The article with which it is entered.
    article: usize,
    kind: &'static str,
    name: &'static str,
    country: &'static str,
    sectors: &'static [&'static str],
    part_of: &'static str,
    /// Text, language, script and kind of further names.
    names: &'static [(&'static str, &'static str, &'static str, &'static str)],
    /// Title and organisation of an office.
    office: Option<(&'static str, &'static str)>,
    note: &'static str,
}

const PLAIN: Entry = Entry {
    key: "",
    article: 0,
    kind: "gov_org",
    name: "",
    country: "",
    sectors: &["GOV"],
    part_of: "",
    names: &[],
    office: None,
    note: "",
};

const PERSON: Entry = Entry { kind: "person", ..PLAIN };

const ENTRIES: &[Entry] = &[
    // 01, German
    Entry {
        key: "kz-fire",
        article: 1,
        name: "Ministry of Fire Protection of Kazakhstan",
        country: "KAZ",
        part_of: "KAZ",
        names: &[("Ministerium für Brandschutz der Republik Kasachstan", "de", "Latn", "official")],
        ..PLAIN
    },
    Entry {
        key: "kz-fire-centre",
        article: 1,
        name: "Situation Centre of the Ministry of Fire Protection of Kazakhstan",
        country: "KAZ",
        part_of: "kz-fire",
        names: &[("Lagezentrum des kasachischen Ministeriums", "de", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "kg-protection",
        article: 1,
        name: "Ministry of Civil Protection of Kyrgyzstan",
        country: "KGZ",
        part_of: "KGZ",
        names: &[("Ministerium für Bevölkerungsschutz", "de", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "kg-academy",
        article: 1,
        kind: "academic",
        name: "Fire Academy of Kyrgyzstan",
        country: "KGZ",
        sectors: &["EDU"],
        names: &[("Feuerwehrakademie Kirgisistans", "de", "Latn", "official")],
        note: "Whose academy it is, the article does not say.",
        ..PLAIN
    },
    Entry {
        key: "kg-deputy-office",
        article: 1,
        name: "Office of the Deputy Head of Government of Kyrgyzstan",
        country: "KGZ",
        names: &[("Büro der Vizeregierungschefin", "de", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "baimukhanov",
        article: 1,
        name: "Serik Baimukhanov",
        country: "KAZ",
        names: &[("Serik Baimuchanow", "de", "Latn", "transliteration")],
        office: Some(("Minister of Fire Protection", "kz-fire")),
        ..PERSON
    },
    Entry {
        key: "jerebayev",
        article: 1,
        name: "Almas Jerebayev",
        country: "KGZ",
        names: &[("Almas Dscherebajew", "de", "Latn", "transliteration")],
        office: Some(("Minister of Civil Protection", "kg-protection")),
        ..PERSON
    },
    Entry {
        key: "orozaliyeva",
        article: 1,
        name: "Gulnara Orozaliyeva",
        country: "KGZ",
        sectors: &["EDU"],
        names: &[("Gulnara Orosalijewa", "de", "Latn", "transliteration")],
        office: Some(("Rector", "kg-academy")),
        ..PERSON
    },
    Entry {
        key: "chokmorova",
        article: 1,
        name: "Ainura Chokmorova",
        country: "KGZ",
        names: &[("Ainura Tschokmorowa", "de", "Latn", "transliteration")],
        office: Some(("Deputy head of government", "")),
        ..PERSON
    },
    Entry {
        key: "border-helpers",
        article: 1,
        kind: "group",
        name: "Border helpers (volunteers on both banks of the Chu)",
        sectors: &["CVL"],
        names: &[("Grenzhelfer", "de", "Latn", "short")],
        ..PLAIN
    },
    // 02, Vietnamese
    Entry {
        key: "vn-rescue",
        article: 2,
        name: "Waterway Rescue Department of Vietnam",
        country: "VNM",
        names: &[
            ("Cục Cứu hộ đường thủy Việt Nam", "vi", "Latn", "official"),
            ("Cục Cứu hộ đường thủy", "vi", "Latn", "short"),
        ],
        ..PLAIN
    },
    Entry {
        key: "la-rescue",
        article: 2,
        name: "Mekong Rescue Centre of Laos",
        country: "LAO",
        names: &[("Trung tâm Cứu nạn sông Mê Kông của Lào", "vi", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "vinh",
        article: 2,
        name: "Do Khac Vinh",
        country: "VNM",
        names: &[("Đỗ Khắc Vịnh", "vi", "Latn", "official")],
        office: Some(("Director General", "vn-rescue")),
        ..PERSON
    },
    Entry {
        key: "sengsavat",
        article: 2,
        name: "Bounthavy Sengsavat",
        country: "LAO",
        office: Some(("Deputy Director", "la-rescue")),
        ..PERSON
    },
    // 03, Arabic
    Entry {
        key: "eg-oases",
        article: 3,
        name: "National Authority for the Water of the Oases",
        country: "EGY",
        names: &[
            ("الهيئة القومية لمياه الواحات", "ar", "Arab", "official"),
            ("هيئة مياه الواحات", "ar", "Arab", "short"),
        ],
        ..PLAIN
    },
    Entry {
        key: "eg-oases-delegation",
        article: 3,
        kind: "group",
        name: "Technical delegation of the oases water authority",
        country: "EGY",
        part_of: "eg-oases",
        names: &[("الوفد المصرى", "ar", "Arab", "short")],
        ..PLAIN
    },
    Entry {
        key: "tn-south",
        article: 3,
        name: "Office for the Water of the South",
        country: "TUN",
        names: &[("ديوان مياه الجنوب", "ar", "Arab", "official")],
        ..PLAIN
    },
    Entry {
        key: "damanhouri",
        article: 3,
        name: "Raafat El Damanhouri",
        country: "EGY",
        names: &[("رأفت الدمنهورى", "ar", "Arab", "official")],
        office: Some(("Head of the authority", "eg-oases")),
        ..PERSON
    },
    Entry {
        key: "qalai",
        article: 3,
        name: "Mounira Qalai",
        country: "TUN",
        names: &[("منيرة القلعى", "ar", "Arab", "official")],
        office: Some(("Director", "tn-south")),
        ..PERSON
    },
    Entry {
        key: "eg-attache",
        article: 3,
        name: "Agricultural attaché of Egypt in Tunisia (not named)",
        country: "EGY",
        names: &[("الملحق الزراعى المصرى لدى الجمهورية التونسية", "ar", "Arab", "")],
        ..PERSON
    },
    Entry {
        key: "eg-irrigation",
        article: 3,
        name: "Ministry of Irrigation of Egypt",
        country: "EGY",
        part_of: "EGY",
        ..PLAIN
    },
    Entry {
        key: "tn-irrigation",
        article: 3,
        name: "Ministry of Irrigation of Tunisia",
        country: "TUN",
        part_of: "TUN",
        ..PLAIN
    },
    // 04, Arabic
    Entry {
        key: "kz-crossings",
        article: 4,
        name: "National Authority for Crossings of Kazakhstan",
        country: "KAZ",
        part_of: "KAZ",
        names: &[("الهيئة الوطنية للمعابر", "ar", "Arab", "short")],
        ..PLAIN
    },
    Entry {
        key: "forum",
        article: 4,
        kind: "igo",
        name: "Caspian Crossings Forum",
        sectors: &["IGO"],
        names: &[("منتدى المعابر القزوينية", "ar", "Arab", "official")],
        ..PLAIN
    },
    Entry {
        key: "forum-secretariat",
        article: 4,
        kind: "igo",
        name: "Technical Secretariat of the Caspian Crossings Forum",
        sectors: &["IGO"],
        part_of: "forum",
        names: &[("الأمانة الفنية لمنتدى المعابر القزوينية", "ar", "Arab", "official")],
        ..PLAIN
    },
    Entry {
        key: "ports",
        article: 4,
        kind: "igo",
        name: "League of Eastern Ports",
        sectors: &["IGO"],
        names: &[("رابطة موانئ الشرق", "ar", "Arab", "official")],
        ..PLAIN
    },
    Entry {
        key: "freight-centre",
        article: 4,
        kind: "igo",
        name: "Freight Data Centre of the League of Eastern Ports",
        sectors: &["IGO"],
        part_of: "ports",
        names: &[("مركز بيانات الشحن", "ar", "Arab", "short")],
        ..PLAIN
    },
    Entry {
        key: "tursunbekov",
        article: 4,
        name: "Nurjan Tursunbekov",
        country: "KAZ",
        names: &[("نورجان تورسونبيكوف", "ar", "Arab", "transliteration")],
        office: Some(("Head of the authority", "kz-crossings")),
        ..PERSON
    },
    Entry {
        key: "busaidi",
        article: 4,
        name: "Ahlam Al Busaidi",
        names: &[("أحلام البوسعيدي", "ar", "Arab", "official")],
        office: Some(("Director", "freight-centre")),
        ..PERSON
    },
    Entry {
        key: "salimov",
        article: 4,
        name: "Salimov",
        names: &[("ساليموف", "ar", "Arab", "transliteration")],
        note: "Called “the director” without a body; the article names him nowhere else.",
        ..PERSON
    },
    Entry {
        key: "forum-members",
        article: 4,
        kind: "group",
        name: "Member states of the Caspian Crossings Forum (collective)",
        part_of: "forum",
        names: &[("الدول الأعضاء", "ar", "Arab", "")],
        note: "The article names four states at the forum; whether these are all its members it does not say.",
        ..PLAIN
    },
    // 05 and 06, Uzbek
    Entry {
        key: "uz-cabinet",
        article: 5,
        name: "Cabinet of Ministers of Uzbekistan",
        country: "UZB",
        part_of: "UZB",
        names: &[
            ("O‘zbekiston Respublikasi Vazirlar Mahkamasi", "uz", "Latn", "official"),
            ("Ўзбекистон Республикаси Вазирлар Маҳкамаси", "uz-Cyrl", "Cyrl", "official"),
        ],
        ..PLAIN
    },
    Entry {
        key: "uz-heritage",
        article: 5,
        name: "Centre for Documentary Heritage of Uzbekistan",
        country: "UZB",
        part_of: "uz-cabinet",
        names: &[
            ("Hujjatlar merosi markazi", "uz", "Latn", "short"),
            ("Ҳужжатлар мероси маркази", "uz-Cyrl", "Cyrl", "short"),
        ],
        ..PLAIN
    },
    Entry {
        key: "az-president",
        article: 5,
        name: "President of Azerbaijan (the office)",
        country: "AZE",
        part_of: "AZE",
        names: &[
            ("Ozarbayjon Respublikasi Prezidenti", "uz", "Latn", "official"),
            ("Озарбайжон Республикаси Президенти", "uz-Cyrl", "Cyrl", "official"),
        ],
        ..PLAIN
    },
    Entry {
        key: "az-archives",
        article: 5,
        name: "Archives Council of Azerbaijan",
        country: "AZE",
        part_of: "az-president",
        names: &[("Arxivlar kengashi", "uz", "Latn", "short"), ("Архивлар кенгаши", "uz-Cyrl", "Cyrl", "short")],
        ..PLAIN
    },
    Entry {
        key: "rahmonqulov",
        article: 5,
        name: "Dilshod Rahmonqulov",
        country: "UZB",
        names: &[("Дилшод Раҳмонқулов", "uz-Cyrl", "Cyrl", "transliteration")],
        office: Some(("Director", "uz-heritage")),
        ..PERSON
    },
    Entry {
        key: "qosimzoda",
        article: 5,
        name: "Elnur Qosimzoda",
        country: "AZE",
        names: &[("Элнур Қосимзода", "uz-Cyrl", "Cyrl", "transliteration")],
        office: Some(("Chair", "az-archives")),
        ..PERSON
    },
    Entry {
        key: "uz-heritage-secretariat",
        article: 5,
        name: "Secretariat of the Centre for Documentary Heritage",
        country: "UZB",
        part_of: "uz-heritage",
        names: &[("Hujjatlar merosi markazi kotibiyati", "uz", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "az-archives-staff",
        article: 5,
        name: "Administration of the Archives Council",
        country: "AZE",
        part_of: "az-archives",
        names: &[("Arxivlar kengashi apparati", "uz", "Latn", "short")],
        ..PLAIN
    },
    Entry {
        key: "az-restoration",
        article: 5,
        name: "Manuscript Restoration Workshop",
        country: "AZE",
        names: &[("Qo‘lyozmalar ta'mirxonasi", "uz", "Latn", "short")],
        note: "Visited in Baku; whose workshop it is, the article does not say.",
        ..PLAIN
    },
    Entry {
        key: "uz-heritage-press",
        article: 6,
        name: "Press service of the Centre for Documentary Heritage",
        country: "UZB",
        part_of: "uz-heritage",
        names: &[("марказ матбуот хизмати", "uz-Cyrl", "Cyrl", "short")],
        ..PLAIN
    },
    Entry {
        key: "sodiqova",
        article: 6,
        name: "Gulchehra Sodiqova",
        country: "UZB",
        names: &[("Гулчеҳра Содиқова", "uz-Cyrl", "Cyrl", "transliteration")],
        office: Some(("Head of the Museum of Railway History", "")),
        ..PERSON
    },
];

/// Gives the registry id of an actor by its key; a state has its own.
pub fn entry_id(app: &Glossator, key: &str) -> String {
    let Some(entry) = ENTRIES.iter().find(|entry| entry.key == key) else {
        assert!(key.len() == 3 && key.chars().all(|c| c.is_ascii_uppercase()), "“{key}” is no actor");
        return key.to_owned();
    };
    let mut known = app.desk.workspace.shared.registry.entries().values();
    let known = known.find(|known| known.name_en == entry.name);
    known.unwrap_or_else(|| panic!("{} is not in the registry", entry.name)).id.clone()
}

/// Enters the actors that come with an article, as far as they are not known yet.
pub fn enter(app: &mut Glossator, article: usize) {
    for entry in ENTRIES.iter().filter(|entry| entry.article == article) {
        if !app.desk.workspace.shared.registry.entries().values().any(|known| known.name_en == entry.name) {
            enter_one(app, entry);
        }
    }
    if article == 4 {
        // Who belongs to the group, as far as the article shows it.
        let seen = "at the forum of November 2025".to_owned();
        let states =
            ["AZE", "KAZ", "OMN", "TKM"].map(|state| Dated { note: seen.clone(), ..Dated::to(state) }).to_vec();
        let id = entry_id(app, "forum-members");
        make(app, CorpusIntent::SetEntry(id, EntryField::Members(states)));
    }
}

fn make(app: &mut Glossator, intent: CorpusIntent) {
    app.session.notices.clear();
    let what = format!("{intent:?}");
    change(app, Intent::Corpus(intent));
    assert!(problems(app).is_empty(), "{what}: {:?}", problems(app));
}

fn enter_one(app: &mut Glossator, entry: &Entry) {
    let ids = |app: &Glossator| app.desk.workspace.shared.registry.entries().keys().cloned().collect::<BTreeSet<_>>();
    let before = ids(app);
    make(app, CorpusIntent::NewEntry(entry.name.to_owned()));
    let id = ids(app).difference(&before).next().expect("an entry was made").clone();
    let name = |(text, lang, script, kind): &(&str, &str, &str, &str)| Name {
        text: (*text).to_owned(),
        lang: (*lang).to_owned(),
        script: (*script).to_owned(),
        kind: (*kind).to_owned(),
    };
    let link = |key: &str| if key.is_empty() { String::new() } else { entry_id(app, key) };
    let office =
        |(title, org): &(&str, &str)| DatedRole { title: (*title).to_owned(), org: link(org), ..DatedRole::default() };
    let mut fields = vec![
        EntryField::Kind(entry.kind.to_owned()),
        EntryField::Names(entry.names.iter().map(name).collect()),
        EntryField::Country(entry.country.to_owned()),
        EntryField::Sectors(entry.sectors.iter().map(|code| (*code).to_owned()).collect()),
        EntryField::Roles(entry.office.iter().map(office).collect()),
        EntryField::Note(entry.note.to_owned()),
    ];
    if !entry.part_of.is_empty() {
        fields.push(EntryField::PartOf(vec![Dated::to(&link(entry.part_of))]));
    }
    for field in fields {
        make(app, CorpusIntent::SetEntry(id.clone(), field));
    }
}
