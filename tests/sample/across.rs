//! What belongs to the whole corpus: the publishers, and the agreements that two articles report.

use glossator::app::Glossator;
use glossator::core::annotation::{Adopted, Id, LineRule, Member, Name, RegionRule};
use glossator::core::intent::{CorpusIntent, IdentityField, Intent, PublisherField};

use crate::common::{change, problems};
use crate::{ARTICLES, Ids};

fn make(app: &mut Glossator, intent: CorpusIntent) {
    app.session.notices.clear();
    let what = format!("{intent:?}");
    change(app, Intent::Corpus(intent));
    assert!(problems(app).is_empty(), "{what}: {:?}", problems(app));
}

/// Enters what is known of the publisher of an article, by its number.
pub fn publisher(app: &mut Glossator, article: usize) {
    let known = match article {
        2 => Some(("Sông Nước", "VNM", "+07:00")),
        3 => Some(("بوابة الواحات", "EGY", "+02:00")),
        6 => Some(("Meros-press", "UZB", "+05:00")),
        _ => None,
    };
    let mut set = |name: &str, field| make(app, CorpusIntent::SetPublisher(name.to_owned(), field));
    if let Some((name, country, zone)) = known {
        set(name, PublisherField::Country(country.into()));
        set(name, PublisherField::TimeZone(zone.into()));
        set(name, PublisherField::DateOrder("dmy".into()));
    }
    let rule = |line, kind: &str| RegionRule { line, kind: kind.to_owned() };
    match article {
        1 => set("Tschu-Kurier", PublisherField::Note("In which country it appears, the article does not say.".into())),
        6 => {
            let name = rule(LineRule::Is("МЕРОС-ПРЕСС".into()), "site_name");
            let counter = rule(LineRule::Begins("Ўқилди:".into()), "view_counter");
            set("Meros-press", PublisherField::Rules(vec![name, counter]));
        }
        _ => {}
    }
}

/// Says which records of both readers are about one agreement.
pub fn identities(app: &mut Glossator, ids: &Ids) {
    let memorandum = [
        (4, "Memorandum of cooperation between the archives", "same"),
        (5, "Memorandum of cooperation of October 2024", "same"),
        (4, "Protocol on the digitisation of manuscripts in 2025–2026", "part_of"),
        (5, "Joint plan of work for 2025–2026", "follow_up"),
    ];
    let memorandum = identify(app, ids, &memorandum);
    let title = |text: &str, lang: &str, script: &str| Name {
        text: text.to_owned(),
        lang: lang.to_owned(),
        script: script.to_owned(),
        kind: String::new(),
    };
    let reason = "The article of the day after gives the day, the later one only the month.";
    let signed = Adopted { field: "signed".into(), value: "2024-10-22".into(), reason: reason.into() };
    for field in [
        IdentityField::Title("Memorandum of cooperation between the archives, Baku 2024".into()),
        IdentityField::Titles(vec![
            title("hamkorlik memorandumi", "uz", "Latn"),
            title("ҳамкорлик меморандуми", "uz-Cyrl", "Cyrl"),
        ]),
        IdentityField::Adopted(vec![signed]),
    ] {
        make(app, CorpusIntent::SetIdentity(memorandum.clone(), field));
    }
    let contract = "Contract on the exchange of specialists";
    let seminar = (5, "Seminar on the restoration of paper", "different");
    let contract = identify(app, ids, &[(4, contract, "same"), (5, contract, "same"), seminar]);
    for field in [
        IdentityField::Title("Contract on the exchange of specialists of the archives".into()),
        IdentityField::Note("Wished for in October 2024, still not ready in March 2025.".into()),
    ] {
        make(app, CorpusIntent::SetIdentity(contract.clone(), field));
    }
}

/// Makes an agreement across articles of the records with these titles, of both readers.
fn identify(app: &mut Glossator, ids: &Ids, records: &[(usize, &str, &str)]) -> String {
    let mut members = Vec::new();
    for (article, title, relation) in records {
        let of = ids.iter().filter(|((number, _, known), _)| number == article && known == title);
        let found: Vec<&Id> = of.map(|(_, id)| id).collect();
        assert_eq!(found.len(), 2, "both have “{title}”");
        members.extend(found.into_iter().map(|id| Member {
            article: ARTICLES[*article].0.to_owned(),
            agreement: id.clone(),
            relation: (*relation).to_owned(),
        }));
    }
    let known = |app: &Glossator| app.desk.workspace.shared.identities.keys().cloned().collect::<Vec<_>>();
    let before = known(app);
    make(app, CorpusIntent::Identify(None, members));
    known(app).into_iter().find(|id| !before.contains(id)).expect("an agreement across articles was made")
}
