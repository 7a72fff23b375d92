package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadCheckTest extends CheckTest {

    WorkloadCheckTest() {
        super(new WorkloadCheck());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {op: add, path: /spec/replicas, value: 2}                                                              | either it says its replicas
            {op: replace, path: /spec/strategy/rollingUpdate/maxUnavailable, value: 1}                             | no replica ends before
            {op: replace, path: /spec/template/metadata/labels, value: {app: other}}                               | does not select its own pods
            {op: replace, path: /spec/template/spec/serviceAccountName, value: default}                            | no ServiceAccount of its own
            {op: remove, path: /spec/template/spec/automountServiceAccountToken}                                   | gets a token
            {op: remove, path: /spec/template/spec/enableServiceLinks}                                             | names of Services
            {op: replace, path: /spec/template/spec/containers/0/image, value: velvet/sync-service}                | has no tag
            {op: replace, path: /spec/template/spec/containers/0/image, value: 'registry.example/sync-service:1'}  | not one of ours
            {op: replace, path: /spec/template/spec/securityContext/runAsNonRoot, value: false}                    | run as root
            {op: replace, path: /spec/template/spec/securityContext/runAsUser, value: 0}                           | run as root
            {op: remove, path: /spec/template/spec/securityContext/seccompProfile}                                 | any system call
            {op: remove, path: /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem}            | root file system
            {op: replace, path: /spec/template/spec/containers/0/securityContext/privileged, value: true}          | gain privileges
            {op: remove, path: /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation}          | gain privileges
            {op: add, path: /spec/template/spec/containers/0/securityContext/capabilities/add, value: [NET_RAW]}   | keeps capabilities
            {op: add, path: /spec/template/spec/hostNetwork, value: true}                                          | the node's
            {op: remove, path: /spec/template/spec/containers/0/resources/limits/memory}                           | memory limits
            {op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: a lot}             | cpu requests
            {op: remove, path: /spec/template/spec/containers/0/livenessProbe}                                     | livenessProbe
            {op: replace, path: /spec/template/spec/containers/0/readinessProbe/httpGet/port, value: web}          | readinessProbe
            {op: replace, path: /spec/template/spec/containers/0/startupProbe/failureThreshold, value: 3}          | while it migrates
            {op: replace, path: /spec/template/spec/containers/0/livenessProbe/timeoutSeconds, value: 5}           | livenessProbe takes a slow node
            {op: replace, path: /spec/template/spec/containers/0/readinessProbe/timeoutSeconds, value: 5}          | readinessProbe takes a slow node
            {op: remove, path: /spec/template/spec/containers/0/readinessProbe/failureThreshold}                   | readinessProbe takes a slow node
            {op: remove, path: /spec/template/spec/containers/0/lifecycle}                                         | requests still come
            {op: replace, path: /spec/template/spec/terminationGracePeriodSeconds, value: 30}                      | killed before it has ended
            {op: remove, path: /spec/template/spec/topologySpreadConstraints/1}                                    | not spread over
            {op: replace, path: /spec/template/spec/topologySpreadConstraints/0/labelSelector, value: {}}          | as if it were another
            {op: remove, path: /spec/template/spec/volumes/0}                                                      | but mounts of
            {op: replace, path: /spec/template/spec/containers/0/volumeMounts/0/mountPath, value: /scratch}        | no scratch
            """)
    void findsWhatIsWrongWithADeployment(String operation, String finding) throws IOException {
        assertFinds("Deployment", "sync-service", operation, finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {op: add, path: /spec/minAvailable, value: 1}                                        | one of minAvailable
            {op: replace, path: /spec/selector/matchLabels, value: {app: other}}                 | no PodDisruptionBudget
            """)
    void findsWhatIsWrongWithABudget(String operation, String finding) throws IOException {
        assertFinds("PodDisruptionBudget", "sync-service", operation, finding);
    }

    @Test
    void findsWhatIsMissing() {
        assertFindsMissing("ServiceAccount", "push-service", "no ServiceAccount");
        assertFindsMissing("PodDisruptionBudget", "push-service", "no PodDisruptionBudget");
    }
}
