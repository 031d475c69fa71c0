//! The real window: starting it, closing it, and what to say where there is no display.

use super::{Glossator, Options, RealWorld, ending, report};
use crate::shape::fonts::Fonts;
use crate::store::trace::Trace;
use crate::threads;

/// What the window begins with.
pub struct Start {
    /// What to open and as whom.
    pub options: Options,
    /// Where events are written.
    pub trace: Trace,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// Gives a sentence where no window can be opened.
pub fn run(start: Start) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Glossator")
        .with_app_id("glossator")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    // Opening a window takes longer than anything else, so fonts and the first article are read meanwhile.
    let fonts = threads::spawn(|| Fonts::new(true));
    let ctx = egui::Context::default();
    let Start { options: wanted, trace } = start;
    report::install(wanted.folders.as_ref().map(|folders| folders.state.clone()));
    let ended = ending::watch(&ctx);
    let mut program = Glossator::new(&ctx, wanted, Box::new(RealWorld), trace);
    let result = eframe::run_native_ext(
        "glossator",
        options,
        Some(ctx),
        Box::new(move |cc| {
            program.trace.event("window_up", &[]);
            let fonts = fonts.join().unwrap_or_else(|_| Fonts::new(false));
            Glossator::set_up(&cc.egui_ctx, fonts);
            Ok(Box::new(Window { program, ended }))
        }),
    );
    result.map_err(|error| sentence(&error))
}

/// Says in a sentence why there is no window.
fn sentence(error: &eframe::Error) -> String {
    match error {
        eframe::Error::WinitEventLoop(_) => {
            "There is no display to open a window on. Start the program from a desktop, or set DISPLAY or WAYLAND_DISPLAY."
                .to_owned()
        }
        _ => format!("The window could not be opened: {error}"),
    }
}

/// The program in its window.
struct Window {
    program: Glossator,
    /// Whether the system has asked the program to end.
    ended: ending::Ended,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let program = &mut self.program;
        if self.ended.asked() && !program.ending {
            program.end();
            program.leaving = true;
        }
        if std::mem::take(&mut program.leaving) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !program.may_leave() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.program.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.program.take_draft();
        self.program.jobs.finish();
    }
}
