//! Clicking as with a real pointer, which presses whatever is on top.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::driver::Browser;

impl Browser {
    /// Scrolls an element to the middle of the window and clicks it; at the edge, a sticky bar might cover it. The
    /// driver's own click doesn't see parts of closed `details` that styles show.
    pub async fn click(&self, selector: &str) {
        let element = self.client.find(Locator::Css(selector)).await.unwrap();
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        self.client.execute(scroll, vec![json!(element)]).await.unwrap();
        let duration = Some(Duration::ZERO);
        let click = MouseActions::new("mouse".into())
            .then(PointerAction::MoveToElement { element, duration, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(click).await.unwrap();
    }
}
