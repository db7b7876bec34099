// SPDX-FileCopyrightText: The wwdesk authors
// SPDX-License-Identifier: EUPL-1.2
// Asks JavaRosa what a form must do with given answers: relevance and value, node by node.
// Arguments: the XForm, then files with lines "path<TAB>answer". Prints per file "== name", then
// "path<TAB>true|false<TAB>value" for every leaf.

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.PrintStream;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.model.xform.XPathReference;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.model.xform.XFormsModule;

public class Oracle {
    public static void main(String[] args) throws Exception {
        org.javarosa.core.services.PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 1; i < args.length; i++) {
            FormDef form = XFormUtils.getFormFromFormXml(args[0], null);
            form.initialize(true, new InstanceInitializationFactory());
            FormInstance instance = form.getMainInstance();
            for (String line : Files.readAllLines(Path.of(args[i]), StandardCharsets.UTF_8)) {
                String[] parts = line.split("\t", 2);
                TreeReference ref = (TreeReference) new XPathReference(parts[0]).getReference();
                for (int step = 0; step < ref.size(); step++) {
                    if (ref.getMultiplicity(step) == TreeReference.INDEX_UNBOUND) ref.setMultiplicity(step, 0);
                }
                TreeElement node = instance.resolveReference(ref);
                if (node == null) { out.println("?? " + parts[0]); continue; }
                IAnswerData data = parts.length < 2 || parts[1].isEmpty() ? null
                    : AnswerDataFactory.templateByDataType(node.getDataType()).cast(new UncastData(parts[1]));
                form.setValue(data, ref, true);
            }
            out.println("== " + args[i]);
            print(out, instance.getRoot());
        }
    }

    private static void print(PrintStream out, TreeElement node) {
        if (node.getMultiplicity() == TreeReference.INDEX_TEMPLATE) return;
        if (node.getNumChildren() == 0) {
            String value = node.getValue() == null ? "" : node.getValue().uncast().getString();
            out.println(node.getRef().toString(true) + "\t" + node.isRelevant() + "\t" + value);
        }
        for (int i = 0; i < node.getNumChildren(); i++) print(out, node.getChildAt(i));
    }
}
