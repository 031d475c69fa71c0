//! Tables that only lay a page out: the articles of older pages stand in them, and they are no tables of the article.

use dom_query::{Document, NodeRef};

/// Code points from which on the text of a cell is that of a page.
const LONG: usize = 250;

/// What a table is made of.
const PARTS: [&str; 6] = ["tbody", "tfoot", "thead", "td", "th", "tr"];

/// Makes blocks of the tables that only lay a page out.
pub(super) fn unmake(page: &Document) {
    let tables = page.select("table");
    let laid_out: Vec<_> = tables.nodes().iter().filter(|table| lays_out(table)).map(|table| table.id).collect();
    if laid_out.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    // Nodes with whether the table around them lays the page out.
    let mut open = vec![(page.root(), false)];
    while let Some((node, inside)) = open.pop() {
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        let is_table = name == "table";
        let inside = if is_table { laid_out.contains(&node.id) } else { inside };
        if inside && (is_table || PARTS.contains(&name.as_str())) {
            parts.push(node);
        }
        open.extend(node.children_it(false).map(|child| (child, inside)));
    }
    for part in parts {
        part.rename("div");
    }
}

/// Tells whether a table lays a page out: it holds another one, or a long text and no head.
fn lays_out(table: &NodeRef<'_>) -> bool {
    let (mut holds_table, mut has_head, mut is_long) = (false, false, false);
    for node in table.descendants_it() {
        match node.node_name().as_deref() {
            Some("table") => holds_table = true,
            Some("th" | "caption" | "thead") => has_head = true,
            Some("td") => is_long |= node.text().chars().take(LONG).count() == LONG,
            _ => {}
        }
    }
    holds_table || is_long && !has_head
}
