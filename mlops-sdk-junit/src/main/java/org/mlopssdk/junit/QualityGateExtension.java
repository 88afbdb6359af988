package org.mlopssdk.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.registry.ArtifactVersion;

/** Turns {@link QualityGate} into tests and their parameters. */
final class QualityGateExtension implements TestTemplateInvocationContextProvider, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(QualityGateExtension.class);

    QualityGateExtension() {}

    /** What an annotation asks for, and where it stands: what it found is kept there. */
    private record Placed(QualityGate gate, ExtensionContext context) {

        Judgement judgement() {
            return context.getStore(NAMESPACE)
                    .getOrComputeIfAbsent(gate, asked -> Judgement.of(asked, context), Judgement.class);
        }
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return gate(context.getElement()).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Placed placed = find(context);
        GateReport report = placed.judgement().report();
        return report.checks().stream()
                .map(check -> new RequirementTest(check, report, placed.gate().inconclusive()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == GateReport.class
                || type == Gate.class
                || type == ArtifactVersion.class
                || (type == MlOps.class && Stores.kept(context).isEmpty());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Placed placed = find(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == MlOps.class) {
            return store(placed);
        }
        Optional<Version> version = parameter.findAnnotation(Version.class);
        if (version.isPresent()) {
            return Reference.parse(version.get().value()).version(store(placed));
        }
        Judgement judgement = placed.judgement();
        if (type == ArtifactVersion.class) {
            return judgement.candidate();
        }
        return type == Gate.class ? judgement.gate() : judgement.report();
    }

    private static MlOps store(Placed placed) {
        return Stores.open(placed.context(), placed.gate().store());
    }

    /** The annotation of the method, or else of its class, or of a class around it. */
    private static Placed find(ExtensionContext context) {
        for (Optional<ExtensionContext> around = Optional.of(context);
                around.isPresent();
                around = around.get().getParent()) {
            ExtensionContext place = around.get();
            Optional<QualityGate> gate = gate(place.getElement());
            if (gate.isPresent()) {
                return new Placed(gate.get(), place);
            }
        }
        throw new ParameterResolutionException(
                "no @QualityGate on " + context.getDisplayName() + ", its class, or a class around it");
    }

    private static Optional<QualityGate> gate(Optional<AnnotatedElement> element) {
        return AnnotationSupport.findAnnotation(element, QualityGate.class);
    }
}
