// SPDX-FileCopyrightText: The wwdesk authors
// SPDX-License-Identifier: EUPL-1.2
// Asks JavaRosa what forms must do with given answers, node by node.
// Arguments: folders with form.xml and files *.tsv of lines "path<TAB>answer" (rows of repeated groups
// numbered, "path[n]<TAB>" alone makes rows; answers in rows that the form does not count are passed over). Prints per folder "## folder", per file "== name", then
// "path<TAB>relevant<TAB>value<TAB>required<TAB>constraint holds" for every leaf, then
// "path<TAB>choices<TAB>names" for every question whose choices are filtered. "!! why" where it fails.

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.ItemsetBinding;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Oracle {
    private static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        org.javarosa.core.services.PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        for (String folder : args) {
            out.println("## " + folder);
            File[] files = new File(folder).listFiles((place, name) -> name.endsWith(".tsv"));
            Arrays.sort(files);
            for (File file : files) {
                try {
                    ask(folder + "/form.xml", file);
                } catch (Exception error) {
                    out.println("!! " + error);
                }
            }
        }
        out.flush();
    }

    private static void ask(String xform, File file) throws Exception {
        FormDef form = XFormUtils.getFormFromFormXml(xform, null);
        form.initialize(true, new InstanceInitializationFactory());
        FormInstance instance = form.getMainInstance();
        for (String line : Files.readAllLines(file.toPath(), StandardCharsets.UTF_8)) {
            String[] parts = line.split("\t", 2);
            TreeReference ref = reference(parts[0]);
            if (parts[0].endsWith("]")) { makeRow(form, ref); continue; }
            TreeElement node = instance.resolveReference(ref);
            if (node == null) {
                turnPages(form);
                node = instance.resolveReference(ref);
                if (node == null && parts[0].contains("[")) continue; // the form counts fewer rows
            }
            if (node == null) throw new IllegalStateException("no node " + parts[0]);
            IAnswerData data = parts.length < 2 || parts[1].isEmpty() ? null
                : AnswerDataFactory.templateByDataType(node.getDataType()).cast(new UncastData(parts[1]));
            form.setValue(data, ref, true);
        }
        turnPages(form);
        form.initialize(false, new InstanceInitializationFactory()); // as reopened: no value of an earlier moment
        out.println("== " + file.getName());
        print(form, instance.getRoot(), "");
        choices(form);
    }

    private static TreeReference reference(String path) {
        TreeReference ref = TreeReference.rootRef();
        for (String step : path.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            int row = bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1;
            ref.add(bracket < 0 ? step : step.substring(0, bracket), row);
        }
        return ref;
    }

    private static void makeRow(FormDef form, TreeReference wanted) throws Exception {
        if (form.getMainInstance().resolveReference(wanted) != null) return;
        FormEntryModel model = new FormEntryModel(form);
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        while (!index.isEndOfFormIndex()) {
            index = model.incrementIndex(index);
            if (index.isInForm() && form.getChildInstanceRef(index).equals(wanted)) {
                form.createNewRepeat(index);
                return;
            }
        }
        throw new IllegalStateException("no row " + wanted);
    }

    // Goes through the whole form, which makes the rows that it counts itself.
    private static void turnPages(FormDef form) {
        FormEntryModel model = new FormEntryModel(form);
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        while (!index.isEndOfFormIndex()) {
            index = model.incrementIndex(index);
            model.setQuestionIndex(index);
        }
    }

    private static void print(FormDef form, TreeElement node, String above) {
        if (node.getMultiplicity() == TreeReference.INDEX_TEMPLATE) return;
        String path = above + "/" + node.getName() + (node.isRepeatable() ? "[" + (node.getMultiplicity() + 1) + "]" : "");
        if (node.getNumChildren() == 0) {
            IAnswerData data = node.getValue();
            String value = data == null ? "" : data.uncast().getString().replace("\n", "\\n");
            boolean holds = form.evaluateConstraint(node.getRef(), data);
            out.println(String.join("\t", path, "" + node.isRelevant(), value, "" + node.isRequired(), "" + holds));
        }
        for (int i = 0; i < node.getNumChildren(); i++) print(form, node.getChildAt(i), path);
    }

    private static void choices(FormDef form) {
        FormEntryModel model = new FormEntryModel(form);
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        while (!index.isEndOfFormIndex()) {
            index = model.incrementIndex(index);
            if (!index.isInForm()) continue;
            IFormElement element = form.getChild(index);
            if (!(element instanceof QuestionDef)) continue;
            ItemsetBinding itemset = ((QuestionDef) element).getDynamicChoices();
            TreeReference ref = form.getChildInstanceRef(index);
            if (itemset == null || form.getMainInstance().resolveReference(ref) == null) continue;
            List<String> names = itemset.getChoices(form, ref).stream().map(c -> c.getValue()).collect(Collectors.toList());
            String path = "";
            for (int step = 0; step < ref.size(); step++) {
                TreeReference here = ref.getSubReference(step);
                boolean row = form.getMainInstance().resolveReference(here).isRepeatable();
                path += "/" + ref.getName(step) + (row ? "[" + (ref.getMultiplicity(step) + 1) + "]" : "");
            }
            out.println(path + "\tchoices\t" + String.join(" ", names));
        }
    }
}
