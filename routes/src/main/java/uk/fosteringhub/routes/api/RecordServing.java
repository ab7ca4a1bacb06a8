package uk.fosteringhub.routes.api;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.core.lookup.CheckList;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.routes.LivePublishing;
import uk.fosteringhub.routes.LookupTimerRoute;
import uk.fosteringhub.routes.LookupUpkeep;

/** Records, checks, differences between systems and their repair: their part of the REST interface. */
@Configuration(proxyBeanMethods = false)
public class RecordServing {
    @Bean
    EnquiryApi enquiryApi(Hub hub) {
        return new EnquiryApi(new Traces(hub.database()), new AuditLog(hub.database()));
    }

    @Bean
    FindEnquiryApi findEnquiryApi(Hub hub) {
        return new FindEnquiryApi(new Traces(hub.database()));
    }

    @Bean
    ChecksApi checksApi(Hub hub) {
        return new ChecksApi(new CheckList(hub.database()));
    }

    @Bean
    LookupTimerRoute lookupTimerRoute(LookupUpkeep upkeep) {
        return new LookupTimerRoute(upkeep);
    }

    @Bean
    FindRecordsApi findRecordsApi(Hub hub) {
        return new FindRecordsApi(new RecordFinder(hub.database()));
    }

    @Bean
    RecordApi recordApi(Hub hub) {
        return new RecordApi(
                new WholeRecords(
                        hub.database(),
                        new Ownership(hub.settings().ownership()),
                        hub.targets().all()),
                new RestrictedViews(
                        hub.database(), Clock.systemUTC(), hub.settings().zone()));
    }

    @Bean
    DifferencesApi differencesApi(Hub hub) {
        return new DifferencesApi(new DifferenceList(hub.database()));
    }

    @Bean
    DifferenceCountsApi differenceCountsApi(Hub hub) {
        return new DifferenceCountsApi(new DifferenceList(hub.database()));
    }

    @Bean
    AcceptDifferenceApi acceptDifferenceApi(Hub hub) {
        return new AcceptDifferenceApi(new DifferenceList(hub.database()));
    }

    @Bean
    RepairPlansApi repairPlansApi(Hub hub) {
        return new RepairPlansApi(new RepairList(hub.database()));
    }

    @Bean
    RepairPlanApi repairPlanApi(Hub hub) {
        return new RepairPlanApi(new RepairList(hub.database()));
    }

    @Bean
    PlanRepairApi planRepairApi(Hub hub) {
        return new PlanRepairApi(new RepairPlans(hub));
    }

    @Bean
    ReleaseRepairApi releaseRepairApi(Hub hub, LivePublishing publishing) {
        return new ReleaseRepairApi(new RepairPlans(hub), new RepairList(hub.database()), publishing::wake);
    }
}
