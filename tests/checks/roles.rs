//! Check 30: whether the words of a passage fit the roles of the parties.

use glossator::core::annotation::{Id, Party};

use crate::desk::{Desk, WARNING, Wanted};

/// An article in which actors are linked by their words, with parties in their roles.
fn desk(language: &str, marked: &str, links: [(&str, &str); 2], parties: [(&str, &str); 2]) -> (Desk, Id) {
    let mut desk = Desk::of(language, marked);
    for (words, entry) in links {
        let id = desk.actor(words);
        desk.actors(|one| {
            if one.id == id {
                one.links = vec![entry.into()];
            }
        });
    }
    desk.agreements(|one| {
        one.parties = parties.map(|(actor, role)| Party { role: role.into(), ..Party::of(actor, "state") }).into();
    });
    let id = desk.agreement();
    (desk, id)
}

const GIVEN: &str = "[agreement:[actor:Usbekistan] [trigger:erhält] zehn Fahrzeuge von [actor:Japan].]";

#[test]
fn role_30_that_the_verb_contradicts_is_asked_about() {
    let links = [("Usbekistan", "UZB"), ("Japan", "JPN")];
    let (desk, id) = desk("de", GIVEN, links, [("UZB", "provider"), ("JPN", "recipient")]);
    let message = "“erhält” makes Uzbekistan the one who receives, and its role is “provider”. Which is right?";
    desk.finds(30, message, &Wanted { record: Some(&id), field: "agreement.roles", ..WARNING });
}

#[test]
fn role_30_is_read_after_the_verb_in_arabic_and_of_hosts_and_givers() {
    let links = [("مصر", "EGY"), ("اليابان", "JPN")];
    let marked = "[agreement:[trigger:تسلمت] [actor:مصر] عشر سيارات من [actor:اليابان]]";
    let (desk_, id) = desk("ar", marked, links, [("EGY", "provider"), ("JPN", "party")]);
    let message = "“تسلمت” makes Egypt the one who receives, and its role is “provider”. Which is right?";
    let wanted = Wanted { record: Some(&id), field: "agreement.roles", ..WARNING };
    desk_.finds(30, message, &wanted);
    let links = [("Japan", "JPN"), ("Uzbekistan", "UZB")];
    let marked = "[agreement:[actor:Japan] donates ten cars to [actor:Uzbekistan].]";
    let (desk_, id) = desk("en", marked, links, [("JPN", "recipient"), ("UZB", "party")]);
    let message = "“donates” makes Japan the one who gives, and its role is “recipient”. Which is right?";
    desk_.finds(30, message, &Wanted { record: Some(&id), ..wanted });
    let marked = "[agreement:[actor:Japan] hosts officers of [actor:Uzbekistan].]";
    let (desk_, id) = desk("en", marked, links, [("JPN", "party"), ("UZB", "host")]);
    let message = "“hosts” makes Japan the host, and Uzbekistan has that role. Which is right?";
    desk_.finds(30, message, &Wanted { record: Some(&id), ..wanted });
}

#[test]
fn role_30_is_silent_where_it_fits_where_nobody_is_named_and_where_a_passive_turns_it_round() {
    let links = [("Usbekistan", "UZB"), ("Japan", "JPN")];
    let (desk_, _) = desk("de", GIVEN, links, [("UZB", "recipient"), ("JPN", "provider")]);
    desk_.is_silent(30);
    let (desk_, _) = desk("de", GIVEN, links, [("UZB", "party"), ("JPN", "party")]);
    desk_.is_silent(30);
    let (desk_, _) =
        desk("de", GIVEN, [("Usbekistan", "CHN"), ("Japan", "JPN")], [("UZB", "provider"), ("JPN", "party")]);
    desk_.is_silent(30);
    let passive = "[agreement:[actor:Usbekistan] wurden zehn Fahrzeuge von [actor:Japan] übergeben.]";
    let (desk_, _) = desk("de", passive, links, [("UZB", "provider"), ("JPN", "recipient")]);
    desk_.is_silent(30);
}

/// An article in which one party gives and one is given something, each linked where it is named.
fn giving(language: &str, sentence: &str, roles: [&str; 2]) -> Vec<String> {
    let mut desk = Desk::of(language, &format!("[agreement:{}]", sentence.replace('<', "[actor:").replace('>', "]")));
    let entry = |words: &str| {
        let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| words.starts_with(beginning));
        if begins(&["Jap", "Nhật", "اليابان", "Yapon", "Япон", "日本"]) { "JPN" } else { "UZB" }
    };
    let text = desk.opened().article.text.clone();
    desk.actors(|one| one.links = vec![entry(text.slice(one.place.cover())).to_owned()]);
    let [gives, given] = roles;
    desk.agreements(|one| {
        one.parties = [("JPN", gives), ("UZB", given)]
            .map(|(actor, role)| Party { role: role.into(), ..Party::of(actor, "state") })
            .into();
    });
    desk.of_check(30).into_iter().map(|one| one.message).collect()
}

/// Sentences of the press by their language: who gives or is given something stands in its usual place.
const SAID: [(&str, &str, &str); 22] = [
    ("de", "<Japan> überreichte der Polizei von <Usbekistan> zwanzig Funkgeräte.", "überreichte"),
    ("de", "<Usbekistan> bekam im Mai sechs Boote aus <Japan>.", "bekam"),
    ("vi", "<Nhật Bản> bàn giao cho <Uzbekistan> sáu xuồng tuần tra.", "bàn giao cho"),
    ("vi", "<Uzbekistan> nhận được ba tàu từ <Nhật Bản>.", "nhận được"),
    ("ar", "سلمت <اليابان> وزارة الداخلية في <أوزبكستان> أجهزة اتصال", "سلمت"),
    ("ar", "تلقت <أوزبكستان> معدات من <اليابان>", "تلقت"),
    ("uz", "<Yaponiya> <O‘zbekistonga> yangi texnika taqdim etdi.", "taqdim etdi"),
    ("uz", "<O‘zbekiston> <Yaponiyadan> kredit oldi.", "kredit oldi"),
    ("uz-Cyrl", "<Япония> <Ўзбекистонга> тиббий ускуналар етказиб берди.", "етказиб берди"),
    ("uz-Cyrl", "<Ўзбекистон> <Япония>дан грант олди.", "грант олди"),
    ("ru", "<Япония> предоставила <Узбекистану> медицинское оборудование.", "предоставила"),
    ("ru", "<Узбекистан> получит от <Японии> катера.", "получит"),
    ("ru", "В мае <Япония> передала партнерам катера.", "передала"),
    ("fr", "Dans ce cadre, l’<Ouzbékistan> recevra des motos du <Japon>.", "recevra"),
    ("zh", "<日本>向<乌兹别克斯坦>赠送了六艘快艇。", "赠送"),
    ("zh", "<乌兹别克斯坦>从<日本>收到一批设备。", "收到"),
    ("fr", "Le <Japon> livrera à l’<Ouzbékistan> quinze motos.", "livrera"),
    ("fr", "L’<Ouzbékistan> a obtenu du <Japon> un don de riz.", "a obtenu"),
    ("es", "<Japón> entregará a <Uzbekistán> ocho ambulancias.", "entregará"),
    ("es", "<Uzbekistán> recibirá de <Japón> equipos de radio.", "recibirá"),
    ("en", "<Japan> handed over ten boats to <Uzbekistan>.", "handed over"),
    ("en", "<Uzbekistan> has received scanners from <Japan>.", "has received"),
];

#[test]
fn role_30_is_read_from_the_usual_order_of_each_language() {
    for (language, sentence, word) in SAID {
        assert_eq!(giving(language, sentence, ["provider", "recipient"]), [""; 0], "{sentence}");
        let said = giving(language, sentence, ["recipient", "provider"]);
        assert_eq!(said.len(), 1, "{sentence}");
        assert!(said[0].starts_with(&format!("“{word}” makes ")), "{sentence}: {said:?}");
    }
}

/// Sentences in which the party that stands nearest is not who gives or is given something.
const UNSURE: [(&str, &str); 22] = [
    ("de", "Wie nach Gesprächen in <Usbekistan> bekannt wurde, liefert die Firma bald zwanzig Geräte aus <Japan>."),
    ("de", "<Japan>, das <Usbekistan> seit Jahren hilft, schenkte zwanzig Funkgeräte."),
    ("de", "Der Vertrag mit dem Nachbarn <Usbekistan> endet. Danach liefert das Werk zwanzig Geräte."),
    ("vi", "Theo thỏa thuận với <Uzbekistan>, công ty cung cấp máy móc của <Nhật Bản>."),
    ("vi", "Chuyên gia tại <Uzbekistan> cung cấp thông tin cho đoàn <Nhật Bản>."),
    ("ar", "<اليابان> ستمنح <أوزبكستان> قرضا جديدا"),
    ("ar", "منحت الوزارة في <أوزبكستان> شهادات للمتدربين"),
    ("uz", "<O‘zbekistonda> ochilgan markazga kompaniya texnika topshirdi."),
    ("uz", "<O‘zbekiston> politsiyasiga <Yaponiya> elchixonasi texnika topshirdi."),
    ("uz-Cyrl", "<Ўзбекистон>да очилган марказга компания техника топширди."),
    ("uz-Cyrl", "<Ўзбекистон> вазирлигига <Япония> элчихонаси китоблар совға қилди."),
    ("ru", "Центр в <Узбекистане> финансирует фонд из <Японии>."),
    ("ru", "<Узбекистану> выделил кредит банк из <Японии>."),
    ("zh", "<日本>代表团在会谈后宣布，将为<乌兹别克斯坦>警方提供培训。"),
    ("zh", "专家从<乌兹别克斯坦>出发，提供<日本>的设备。"),
    ("fr", "L’entreprise installée en <Ouzbékistan> fournira des motos du <Japon>."),
    ("fr", "Selon l’accord signé avec l’<Ouzbékistan>, une société financera des puits."),
    ("es", "Según el acuerdo con <Uzbekistán>, la empresa suministrará radios de <Japón>."),
    ("es", "En la vecina <Uzbekistán> se aportará material de <Japón>."),
    ("en", "The new centre in <Uzbekistan> provides courses that <Japan> pays for."),
    ("en", "Officers of <Uzbekistan> now drive the cars delivered last spring."),
    ("en", "The talks with the <Uzbekistan> side went well. A company will supply the cars."),
];

#[test]
fn role_30_is_silent_where_the_order_of_the_words_leaves_the_subject_open() {
    let asked = |(language, sentence): (&str, &'static str)| {
        let said = giving(language, sentence, ["provider", "recipient"]);
        (!said.is_empty()).then_some((sentence, said))
    };
    assert_eq!(UNSURE.into_iter().filter_map(asked).collect::<Vec<_>>(), []);
}
