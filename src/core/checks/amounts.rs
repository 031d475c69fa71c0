//! Checks 38 and 39: relations that are none, and amounts.

use super::{Case, Fix, LABEL};
use crate::core::annotation::{Id, Quantity};
use crate::core::finding::Target;
use crate::core::intent::{AgreementField, Intent};
use crate::core::schema::decimal;
use crate::core::text::excerpt;

/// Codes of ISO 4217 for currencies and for what takes their place: in use in 2026, and of funds and metals.
const CURRENCIES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
    CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP \
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS \
    VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER \
    ZAR ZMW ZWG";
/// Codes of ISO 4217 that have been withdrawn since 1990, among them the ECU and the gold and UIC francs of older
/// conventions.
const FORMER: &str = "\
    ADP AFA ANG AOK AON AOR ARA ATS AYM AZM BAD BEF BGL BGN BRE BRN BRR BUK BYB BYR CSD CSK CUC CYP DDM \
    DEM ECS EEK ESP FIM FRF GEK GHC GHP GRD GWP HRD HRK IEP ITL LTL LTT LUF LVL LVR MGF MRO MTL MXP MZM \
    NIC NLG PEI PLZ PTE ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UYP VEB VEF XEU XFO \
    XFU YDD YUD YUM YUN ZMK ZRN ZRZ ZWD ZWL ZWN ZWR";
/// Signs of a number that are looked at.
const NUMBER: usize = 40;

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && CURRENCIES.split(' ').chain(FORMER.split(' ')).any(|code| code == unit)
}

pub(super) fn quantities(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        for (nth, quantity) in agreement.quantities.iter().enumerate() {
            let Some((message, turned)) = wrong(quantity) else { continue };
            if turned {
                let intent = Intent::SetAgreement(agreement.id.clone(), AgreementField::SwapEnds(nth));
                case.report_with(&agreement.id, "agreement.quantities", message, "Swap the ends", intent);
            } else {
                case.report(&agreement.id, "agreement.quantities", message);
            }
        }
    }
}

/// Says what is wrong with an amount, and whether its ends have to be swapped.
fn wrong(quantity: &Quantity) -> Option<(String, bool)> {
    let [value, low, high] = [&quantity.value, &quantity.low, &quantity.high].map(|number| number.trim());
    let given = [value, low, high].into_iter().filter(|number| !number.is_empty());
    let number = |typed: &str| decimal(typed).filter(|_| typed.len() <= NUMBER);
    if let Some(bad) = given.into_iter().find(|typed| number(typed).is_none()) {
        let bad = excerpt(bad, NUMBER);
        return Some((format!("“{bad}” is not a number. Write it in the digits 0 to 9, e.g. 200 or 2.5."), false));
    }
    let is_range = !low.is_empty() || !high.is_empty();
    if !value.is_empty() && is_range {
        return Some(("An amount is a number or a range, and this is both. Take one out.".to_owned(), false));
    }
    if number(low).zip(number(high)).is_some_and(|(low, high)| low > high) {
        return Some((format!("{low} to {high} ends before it begins. Swap the two."), true));
    }
    let unit = quantity.unit.trim();
    if quantity.what != "money" || is_currency(unit) || quantity.basis.missing().is_some() {
        return None;
    }
    let advice = "Write its three letters, e.g. USD, or XXX if the text does not say.";
    let message = if unit.is_empty() {
        format!("Which currency? {advice}")
    } else {
        format!("“{}” is not a currency of ISO 4217. {advice}", excerpt(unit, NUMBER))
    };
    Some((message, false))
}

pub(super) fn same_as(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        for relation in agreement.relations.iter().filter(|relation| relation.kind == "same_as") {
            let Some(other) = Id::parse(&relation.to).and_then(|id| case.work.agreements.get(&id)) else { continue };
            if other.id == agreement.id {
                continue;
            }
            let name = if other.title.is_empty() { other.id.to_string() } else { excerpt(&other.title, LABEL) };
            let message = format!("“{name}” is said to be the same. Make both one agreement across articles?");
            let intent = Intent::SameAs(agreement.id.clone(), other.id.clone());
            let target = Target::of(&agreement.id, "agreement.relations").about(other.id.as_str(), "");
            let fix = Fix { label: "Make them one".to_owned(), intent };
            case.report_at(target, message, Some(fix));
        }
    }
}
