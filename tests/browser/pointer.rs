//! What people do who have a pointer: it goes to what they see, and presses what lies on top there.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::driver::Browser;

impl Browser {
    /// Clicks on an element, in the middle of the window: at its edge, a bar that stays in view may lie over it. The
    /// driver's own click takes for hidden what styles show of closed details.
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
