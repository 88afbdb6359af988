package org.mlopssdk.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Judges a registered model by a gate, within a test run. On a method it makes a test of each requirement, named by the sentence that says how it
 * ended; the method's body runs after what was required holds, and is empty as a rule:
 *
 * <pre>{@code
 * class ReleaseTest {
 *     @QualityGate(model = "fraud@candidate", baseline = "fraud@champion", gate = "release.json")
 *     void release() {}
 * }
 * }</pre>
 *
 * <p>On a class it judges once for all tests, which take what they want to know as parameters:
 *
 * <pre>{@code
 * @QualityGate(model = "fraud@candidate", baseline = "fraud@champion", gate = "release.json")
 * class ReleaseTest {
 *     @Test
 *     void theCandidateIsGoodEnough(GateReport report) {
 *         assertThat(report).passes();
 *     }
 * }
 * }</pre>
 *
 * <p>Parameters may be a {@link org.mlopssdk.gate.GateReport}, the {@link org.mlopssdk.gate.Gate}, the candidate's {@link
 * org.mlopssdk.registry.ArtifactVersion}, any other version marked by {@link Version}, the open {@link org.mlopssdk.MlOps}, and with one test
 * for each requirement its {@link org.mlopssdk.gate.CheckResult}.
 *
 * <p>A requirement that fails fails its test. Advice that is not followed aborts its test, which runners show as skipped, with the reason. A gate
 * that asks for nothing, a model or gate that is not there, and a store that cannot be opened fail the whole.
 *
 * <p>What was found is told to the people who look at the build, too: in Markdown, at the end of the file that {@code mlops.gate.summary} names, a
 * configuration parameter of JUnit or a system property, or else the environment variable {@code GITHUB_STEP_SUMMARY}.
 *
 * <p>It may stand on an annotation of your own, to be written down once.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestTemplate
@ExtendWith(QualityGateExtension.class)
@SuppressWarnings("exports") // JUnit alone makes the extension
public @interface QualityGate {

    /**
     * The model to be judged: {@code fraud@candidate} by an alias, {@code fraud/3} by its number, {@code fraud} for its latest version.
     *
     * @return the candidate
     */
    String model();

    /**
     * What it is compared with, written like the model. An alias that points nowhere yet is no baseline yet, as the gate has it.
     *
     * @return the baseline, or empty to judge the model by itself
     */
    String baseline() default "";

    /**
     * The gate. A name such as {@code release.json} is a document, see {@link org.mlopssdk.gate.Gate#fromJson(String)}: a resource beside the test, or
     * at the root of the class path, or else a file, from where the build runs. A name with a # is a static field, or a static method without
     * parameters: {@code #release} of the test's class, {@code com.acme.Gates#release} of another.
     *
     * @return where the gate stands
     */
    String gate();

    /**
     * The store's URI. Where it is left out, the {@link MlOpsExtension} of the class opens the store; without one it is what {@code mlops.uri}
     * names, a configuration parameter of JUnit or a system property, or else the environment variable {@code MLOPS_URI}.
     *
     * @return the URI, such as {@code file:ml}, or empty
     */
    String store() default "";

    /**
     * Whether the report is kept with the version as evidence, see {@link org.mlopssdk.registry.Artifact#keep}. It takes the right to write to the
     * store; the same report is kept once, however often the tests run.
     *
     * @return true, unless said otherwise
     */
    boolean keep() default true;

    /**
     * How a test ends whose requirement is inconclusive.
     *
     * @return failed, unless said otherwise
     */
    Outcome inconclusive() default Outcome.FAILED;
}
