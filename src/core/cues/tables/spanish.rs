//! Spanish.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

pub(super) static TABLE: Table = Table {
    code: "es",
    script: Script::Latin,
    order: NumberOrder::DayMonthYear,
    months: [
        "enero|ene",
        "febrero|feb",
        "marzo|mar",
        "abril|abr",
        "mayo|may",
        "junio|jun",
        "julio|jul",
        "agosto|ago",
        "septiembre|setiembre|sept|sep|set",
        "octubre|oct",
        "noviembre|nov",
        "diciembre|dic",
    ],
    weekdays: ["lunes", "martes", "miércoles|miercoles", "jueves", "viernes", "sábado|sabado", "domingo"],
    // No "mar": before a day it is as often a month.
    short_weekdays: ["lun", "", "mié", "jue", "vie", "sáb", "dom"],
    day: Markers { before: "día|días", after: "" },
    month: Markers::NONE,
    year: Markers { before: "año|años", after: "" },
    hour: Markers { before: "", after: "h|hora|horas" },
    relatives: &[
        (FromSpeech(-2), "anteayer|antes de ayer|antier"),
        (FromSpeech(-1), "ayer|anoche"),
        (FromSpeech(0), "hoy|esta mañana|esta tarde|esta noche"),
        (FromSpeech(1), "mañana"),
        (FromSpeech(2), "pasado mañana"),
        (FromNamedDay(-1), "víspera|día anterior|día previo"),
        (FromNamedDay(0), "mismo día|ese día|aquel día"),
        (FromNamedDay(1), "día siguiente"),
        (Now, "ahora|actualmente|hoy en día|hoy día|en la actualidad"),
    ],
    stop_phrases: "la mañana|una mañana|cada mañana|de mañana a",
    prefixes: "",
    endings: "",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "firmar|firmarse|firmarlo|firmen|firme|ser firmado|ser firmada|ser firmados|ser firmadas|suscribir|\
                suscribirse|suscriban|ser suscrito|ser suscrita|rubricar",
        nouns: "acto de firma|fecha de firma|lugar de firma|firma|firmas|suscripción|rúbrica|ceremonia de firma",
        will_sign: "firmará|firmarán|firmaremos|firmaría|firmarían|suscribirá|suscribirán|rubricará|rubricarán|\
                    será firmado|será firmada|serán firmados|serán firmadas",
        signed: "firmado|firmada|firmados|firmadas|firmó|firmaron|firmaba*|firmando|firmante*|suscrito|suscrita|\
                 suscritos|suscritas|suscribió|suscribieron|rubricó|rubricaron",
        intent_before: "propuesto|va a|van a|deberá|deberán|debe|deben|debería|deberían|prevé|prevén|previsto|\
                        prevista|planea|planean|planeado|espera|esperan|podrá|podrán|podría|podrían|quiere|quieren|\
                        pretende|pretenden|busca|buscan|propuso|propusieron|propone|proponen|desea|desean|intención|\
                        dispuesto*|dispuesta*|acordó|acordaron|acuerdan|acordado|tiene que|tienen que|aspira|\
                        aspiran|confía|confían|a punto de|se compromete|se comprometieron|instó|pidió|voluntad|\
                        con miras a",
        intent_right_before: "para|a|de|futura|próxima|posible|eventual|pronta",
        intent_after_noun: "está prevista|está previsto|estaba prevista|están previstas|prevista|programada|\
                            tendrá lugar|se espera|se realizará|se celebrará|se llevará a cabo",
        intent_right_after: "",
        done: "ha|han|había|habían|fue|fueron|ya|acaba de|acaban de|acabó de|presenció|presenciaron|asistió|\
               asistieron",
        afterwards: "tras|después de|luego de|durante|al|desde|con motivo de",
    },
    directions: Directions {
        gives: "entregó|entregará|entregaron|entregarán|donó|donará|donaron|donarán|proporciona|proporcionó|\
                proporcionará|proporcionan|proporcionaron|proporcionarán|suministra|suministró|suministrará|\
                suministrarán|capacita|capacitó|capacitará|capacitarán|financia|financió|financiará|\
                financian|financiarán|otorga|otorgó|otorgará|otorgaron|otorgarán|brinda|brindó|brindará|\
                brindan|brindaron|brindarán|concedió|concederá|aportó|aportará|aportarán|impartió|impartirá",
        receives: "recibe|recibió|recibirá|reciben|recibieron|recibirán|obtuvo|obtendrá|obtuvieron",
        hosts: "acoge|acogió|acogerá|alberga|albergó|albergará|es anfitrión|es anfitriona|será anfitrión|\
                será anfitriona|fue anfitrión|fue anfitriona|es sede|será sede|fue sede|ser sede",
        passive: "fue|fueron|será|serán|ha sido|han sido",
        neither: "se entregó|se entregará|se entregaron|se entregarán|se donó|se donaron|se donará|\
                se proporciona|se proporcionó|se proporcionará|se proporcionan|se proporcionarán|\
                se suministra|se suministró|se suministrará|se capacita|se capacitó|se capacitará|\
                se financia|se financió|se financiará|se otorga|se otorgó|se otorgará|se otorgarán|\
                se brinda|se brindó|se brindará|se brindarán|se aportará|se impartió|se impartirá|se recibe|\
                se recibió|se recibirá|se recibieron|se obtuvo|recibe a|recibe al|recibió a|recibió al|\
                recibirá a|recibirá al|recibieron a|recibieron al|acoge con|acogió con|acogen con|\
                acogerá con|acogió favorablemente|entregó credenciales|entregó sus credenciales|\
                entregó sus cartas|entregó las copias|brindó declaraciones|se alberga",
        subject: Subject {
            behind: false,
            not_after: "a|al|en|con|para|por|desde|entre|hacia|ante|contra|sobre",
            not_with: "",
            tells_all: false,
            touches: "",
        },
    },
};
