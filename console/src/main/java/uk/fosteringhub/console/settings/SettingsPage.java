package uk.fosteringhub.console.settings;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the hub is set, without secrets. */
@Controller
final class SettingsPage {
    private final ShownSetting.Settings settings;

    SettingsPage(ShownSetting.Settings settings) {
        this.settings = settings;
    }

    @GetMapping("/settings")
    String show(@RequestParam(defaultValue = "") String text, Model model) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<ShownSetting> shown = settings.all().stream()
                .filter(setting -> setting.name().contains(wanted)
                        || setting.value().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        model.addAttribute("settings", shown);
        model.addAttribute("text", text);
        return "settings/settings";
    }
}
