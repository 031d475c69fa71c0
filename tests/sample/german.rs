//! The readings of the German article: no day of publication, a sentence without its verb, two people made one.

use glossator::core::annotation::{Basis, DateOf, DateSlot, Party, Reference};
use glossator::core::intent::{ActorField, AgreementField, DateField, HeaderField, Intent};

use crate::scribe::{Deal, Scribe, inferred, none};

/// Why Mira takes the year for 2025, where Tomas leaves it open.
const YEAR: &str = "no day of publication; what is in draft is to be signed early in 2026";

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("[Kirgisistan und Kasachstan bauen das Netz der Grenzhelfer aus]\n", "de");
    s.region("[0\n112]\n", "counter");
    s.region("[Foto: Büro der Vizeregierungschefin.Foto: Büro der Vizeregierungschefin.]", "photo_credit");
    s.region("[Tschu-Kurier]\n", "source_line");
    s.region("[Lesen Sie auch: Neue Löschteiche für Talas]", "related_links");
    s.region("[Kommentieren\n\nBitte geben Sie zuerst Ihren Namen ein]", "comment_form");
    if s.is_mira() {
        s.header(vec![
            HeaderField::Published("2025-06".into()),
            HeaderField::PublishedBasis(inferred(YEAR)),
            HeaderField::Publisher("Tschu-Kurier".into()),
            HeaderField::Credited("Büro der Vizeregierungschefin".into()),
        ]);
        s.remark(None, "publisher", "", "From the line below the text, which may also be the source of a reprint.");
    } else {
        s.header(vec![HeaderField::PublishedBasis(Basis::NotStated), HeaderField::Credited("Tschu-Kurier".into())]);
        s.remark(
            None,
            "publisher",
            "not_stated",
            "The line below the text credits a source; it need not be the publisher.",
        );
    }
}

fn actors(s: &mut Scribe<'_>) {
    s.name("[Kirgisistan] und Kasachstan bauen", "KGZ");
    s.name("Kirgisistan und [Kasachstan] bauen", "KAZ");
    s.adjective("Der [kasachische] Minister für Brandschutz Serik", "KAZ");
    let title =
        s.or("Der kasachische [Minister für Brandschutz] Serik", "Der [kasachische Minister für Brandschutz] Serik");
    s.person("[Serik Baimuchanow] hat in Bischkek", "baimukhanov", &[("title", title, "Minister of Fire Protection")]);
    // One man as it is written, a minister and a rector as the rest of the text has it.
    let both = "dem [Minister für Bevölkerungsschutz und Leiter der Feuerwehrakademie Kirgisistans] gesprochen";
    if s.is_mira() {
        let id = s.called(both, &["jerebayev", "orozaliyeva"]);
        s.remark(Some(&id), "links", "", "Two people below: the minister, and the rector, who is a woman.");
        s.flag(both, "translation_slip", "dem Minister … und der Leiterin der Feuerwehrakademie", "reads as one man");
    } else {
        let id = s.called(both, &["jerebayev"]);
        s.set_actor(&id, vec![ActorField::Confidence("medium".into())]);
    }
    s.name("Leiter der [Feuerwehrakademie Kirgisistans] gesprochen", "kg-academy");
    s.name("Feuerwehrakademie [Kirgisistans] gesprochen", "KGZ");
    s.adjective("stellvertretende [kirgisische] Regierungschefin", "KGZ");
    if s.is_mira() {
        let title = "die [stellvertretende kirgisische Regierungschefin] Ainura";
        let gloss = "Deputy head of government of Kyrgyzstan";
        s.person("Regierungschefin [Ainura Tschokmorowa] den", "chokmorova", &[("title", title, gloss)]);
    } else {
        s.name("die [stellvertretende kirgisische Regierungschefin Ainura Tschokmorowa] den", "chokmorova");
    }
    s.name("Brandschutz der [Republik Kasachstan], Serik", "KAZ");
    let title = "den [Minister für Brandschutz der Republik Kasachstan], Serik";
    s.person(
        "[Serik Baimuchanow], der",
        "baimukhanov",
        &[("title", title, "Minister of Fire Protection of Kazakhstan")],
    );
    s.called(s.or("Wie [ihr Büro] mitteilte", "Wie ihr [Büro] mitteilte"), &["kg-deputy-office"]);
    s.name("lobte [Tschokmorowa] die Arbeit", "chokmorova");
    if s.is_mira() {
        s.called("die Arbeit der [Grenzhelfer]. Das", &["border-helpers"]);
    }
    s.called("nachdem [beide Länder] 2019", &["KGZ", "KAZ"]);
    s.name("kam [Baimuchanow] mit dem", "baimukhanov");
    s.adjective("mit dem [kirgisischen] Minister", "KGZ");
    let title = s.or(
        "mit dem kirgisischen [Minister für Bevölkerungsschutz] Almas",
        "mit dem [kirgisischen Minister für Bevölkerungsschutz] Almas",
    );
    s.person("[Almas Dscherebajew] und der", "jerebayev", &[("title", title, "Minister of Civil Protection")]);
    s.called("Rektorin der [Feuerwehrakademie], Gulnara", &["kg-academy"]);
    let title = "der [Rektorin der Feuerwehrakademie], Gulnara";
    s.person("[Gulnara Orosalijewa], zusammen", "orozaliyeva", &[("title", title, "Rector of the Fire Academy")]);
    s.called("Die [Minister] sprachen über", &["baimukhanov", "jerebayev"]);
    s.called("auch die [usbekische Seite] als", &["UZB"]);
    s.called("durch das [Lagezentrum des kasachischen Ministeriums] geprüft", &["kz-fire-centre"]);
    s.called("Lagezentrum des [kasachischen Ministeriums] geprüft", &["kz-fire"]);
    s.name("[Orosalijewa] zufolge", "orozaliyeva");
    s.called("zwischen den [beiden Ministerien] ein", &["kz-fire", "kg-protection"]);
    let sides = s.or(["kz-fire", "kg-protection"], ["KGZ", "KAZ"]);
    s.called("nannten die [Seiten] nicht", &sides);
}

fn agreements(s: &mut Scribe<'_>) {
    let (year, basis) = s.or(("2025", inferred(YEAR)), ("XXXX", Basis::Explicit));
    let day = s.date("Am [3. Juni] empfing", &format!("{year}-06-03"), "event", basis.clone());
    let founded = s.date("Länder [2019] ein", "2019", s.or("historical", "signing"), Basis::Explicit);
    s.from("Am [selben Tag] kam", &format!("{year}-06-03"), "event", &day);
    let drill = format!("{year}-09-17/{year}-09-19");
    let drill = s.date("Vom [17. bis 19. September] ist", &drill, "event_period", basis);
    s.vague(
        s.or("in [den vergangenen Jahren] mehr", "in den [vergangenen Jahren] mehr"),
        Reference::Past,
        "historical",
    );
    let early = s.date("solle [Anfang 2026] unterzeichnet", "2026", s.or("signing", "deadline"), Basis::Explicit);
    s.set_date(&early, vec![DateField::Modifier("start".into())]);
    let years = s.date("für [2026–2027] unterzeichnet", "2026/2027", "validity", Basis::Explicit);
    s.set_date(&years, vec![DateField::Kind("duration".into())]);

    let states = vec![("KGZ", "state", ""), ("KAZ", "state", "")];
    let ministries = vec![("kz-fire", "ministry", ""), ("kg-protection", "ministry", "")];
    s.deal(&Deal {
        title: "Agreement on mutual help against steppe fires",
        kind: s.or("intergovernmental_agreement", "treaty"),
        status: "signed",
        background: true,
        parties: states.clone(),
        dates: vec![(DateOf::Signed, s.slot(&founded))],
        topics: vec!["EMERGENCY"],
        instrument: "ein [Abkommen über gegenseitige Hilfe bei Steppenbränden] geschlossen",
        trigger: "bei Steppenbränden [geschlossen] hatten",
        evidence: vec![(
            "nachdem [beide Länder 2019 ein Abkommen über gegenseitige Hilfe bei Steppenbränden geschlossen hatten]",
            &["kind", "status", "parties", "signed"],
        )],
        ..Deal::default()
    });

    let exercise = s.deal(&Deal {
        title: "Fire-fighting exercise in Talas",
        level: "activity",
        kind: "joint_exercise",
        status: "planned",
        modality: "intended",
        parties: vec![("KGZ", "state", "host"), ("KAZ", "state", ""), ("UZB", "state", "observer")],
        dates: vec![(DateOf::Held, s.slot(&drill))],
        venue: Some(("Talas Region", "KGZ", "im [Gebiet Talas] eine", Basis::Explicit)),
        topics: vec!["EMERGENCY", "EXERCISE"],
        trigger: "eine Übung [geplant], an",
        evidence: vec![(
            "[Vom 17. bis 19. September ist im Gebiet Talas eine Übung geplant, an der auch die usbekische Seite als Beobachterin teilnehmen soll.]",
            &["status", "parties", "held", "roles"],
        )],
        ..Deal::default()
    });
    s.remark(
        Some(&exercise),
        "parties",
        "",
        "That both countries take part follows from the talks; only the observer is named.",
    );

    let gap = "[geprüft werden.]";
    s.flag(
        "kasachischen Ministeriums [geprüft werden].",
        "grammar_gap",
        "",
        "the modal verb is missing: are to be, or were?",
    );
    let posts = s.quantity("other", "6", "border posts", "von [sechs Grenzposten] mit");
    let modality = s.or("unclear", "intended");
    if s.is_mira() {
        s.deal(&Deal {
            title: "Shared radio channel",
            level: "commitment",
            kind: "operational_cooperation",
            status: "discussed",
            modality,
            parties: ministries.clone(),
            dates: vec![(DateOf::Held, s.slot(&day))],
            topics: vec!["EMERGENCY", "TECH"],
            trigger: "Die [Einrichtung eines gemeinsamen Funkkanals] sowie",
            evidence: vec![
                ("[Die Einrichtung eines gemeinsamen Funkkanals] sowie", &["kind"]),
                (gap, &["status", "modality"]),
            ],
            confidence: "medium",
            ..Deal::default()
        });
    }
    let packs = s.deal(&Deal {
        title: "Fire-fighting backpacks for six border posts",
        level: "commitment",
        kind: "aid_or_equipment",
        status: s.or("discussed", "proposed"),
        modality,
        parties: vec![("kz-fire-centre", "agency", s.or("provider", "")), ("kg-protection", "ministry", s.or("recipient", ""))],
        dates: vec![(DateOf::Held, s.slot(&day))],
        topics: vec!["EMERGENCY", "TECH"],
        quantities: vec![posts],
        trigger: "die [Ausstattung von sechs Grenzposten mit Löschrucksäcken] durch",
        evidence: vec![
            (
                "die [Ausstattung von sechs Grenzposten mit Löschrucksäcken durch das Lagezentrum des kasachischen Ministeriums geprüft werden.]",
                &["kind", "status", "parties", "quantities"],
            ),
        ],
        confidence: "medium",
        ..Deal::default()
    });
    if s.is_mira() {
        s.remark(Some(&packs), "status", "", "Could be read as proposed; the verb that would decide is missing.");
    } else {
        let parties = s.ids_of(&["kz-fire-centre", "kg-protection"]);
        let note = "whether the centre pays for it or only looks into it is open";
        let centre = Party { note: note.into(), ..Party::of(&parties[0], "agency") };
        let parties = vec![centre, Party::of(&parties[1], "ministry")];
        s.enter(Intent::SetAgreement(packs, AgreementField::Parties(parties)));
    }

    let certificates = s.deal(&Deal {
        title: "Agreement on the mutual recognition of certificates",
        kind: "interagency_agreement",
        status: s.or("proposed", "expressed_intent"),
        modality: "intended",
        parties: s.or(vec![("kg-academy", "agency", "")], ministries.clone()),
        parties_unknown: s.is_mira(),
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable))],
        topics: vec!["TRAIN", "LEGAL"],
        instrument: "Eine [Vereinbarung über die gegenseitige Anerkennung der Zeugnisse] liege",
        trigger: "solle Anfang 2026 [unterzeichnet] werden",
        evidence: vec![(
            "[Eine Vereinbarung über die gegenseitige Anerkennung der Zeugnisse liege im Entwurf vor und solle Anfang 2026 unterzeichnet werden], „sobald",
            &["kind", "status", "modality"],
        )],
        confidence: s.or("medium", "high"),
        ..Deal::default()
    });
    s.remark(
        Some(&certificates),
        "dates.signed",
        "",
        "Only meant for early 2026, “as soon as the translators are done”.",
    );

    if !s.is_mira() {
        let trained = s.quantity("trainees", "300", "helpers", "[mehr als 300 Helfer] ausgebildet");
        let trained = glossator::core::annotation::Quantity { modifier: "more_than".into(), ..trained };
        s.deal(&Deal {
            title: "Training of more than 300 border helpers",
            level: "activity",
            kind: "training_held",
            status: "held",
            background: true,
            parties: vec![("kg-academy", "agency", "provider")],
            parties_unknown: true,
            topics: vec!["TRAIN", "EMERGENCY"],
            quantities: vec![trained],
            trigger: "300 Helfer [ausgebildet worden].",
            evidence: vec![(
                "[Orosalijewa zufolge sind in den vergangenen Jahren mehr als 300 Helfer ausgebildet worden.]",
                &["kind", "status", "quantities"],
            )],
            confidence: "medium",
            note: "That the academy trained them is not said, only that its rector reports it.",
            ..Deal::default()
        });
    }

    let programme = s.deal(&Deal {
        title: "Programme of work of the two ministries for 2026–2027",
        kind: s.or("cooperation_programme", "action_plan"),
        status: "signed",
        parties: ministries,
        present: vec!["baimukhanov", "jerebayev"],
        dates: vec![
            (DateOf::Signed, s.slot_for(&day, "at the end of the talks, which were held on this day")),
            (DateOf::Validity, s.slot(&years)),
        ],
        term: s.or(DateSlot::of("P2Y", inferred("two calendar years"), Some(years.clone())), DateSlot::default()),
        venue: Some(("Bishkek", "KGZ", "hat in [Bischkek] mit", inferred("where the talks were held"))),
        topics: vec!["EMERGENCY"],
        instrument: "ein [Arbeitsprogramm für 2026–2027] unterzeichnet",
        trigger: "für 2026–2027 [unterzeichnet]. Einzelheiten",
        evidence: vec![
            (
                "[Zum Abschluss der Gespräche wurde zwischen den beiden Ministerien ein Arbeitsprogramm für 2026–2027 unterzeichnet.]",
                &["kind", "status", "parties", "validity"],
            ),
            ("[Einzelheiten zum Inhalt nannten die Seiten nicht.]", &["topics"]),
        ],
        note: "Passive sentence: who signed is not said.",
        ..Deal::default()
    });
    s.remark(Some(&programme), "signatories", "not_stated", "");
    s.remark(Some(&programme), "topics", "", "The sides gave no details; the subject is that of the ministries.");
    if s.is_mira() {
        s.accept(Some(&early), 15, "Still to be signed: “solle … unterzeichnet werden”.");
        s.accept(Some(&drill), 15, "The exercise is planned (“ist … geplant”), the article is from June.");
    }
}
