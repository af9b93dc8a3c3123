using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules;

public sealed class ScheduleCatalogTests
{
    /// <summary>All but those that are a list of the user's.</summary>
    public static TheoryData<string> Ids =>
        [.. ScheduleCatalog.All.Entries.Where(static e => !e.Parameters.Any(static p => p.IsList)).Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Grids_of_1_to_64_steps_keep_the_contract(string id)
    {
        IGridRule rule = ScheduleCatalog.All.Create(id).Prepare(new GaussianProblem(0.5, 1, -2).Context(samples: 24));
        for (int steps = 1; steps <= 64; steps++)
        {
            Assert.Equal(steps, rule.Build(steps).Steps);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_step_is_0_and_1(string id)
    {
        IGridRule rule = ScheduleCatalog.All.Create(id).Prepare(new GaussianProblem(0.5).Context(samples: 16));
        Assert.Equal(new TimeGrid(0, 1), rule.Build(1));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void More_steps_than_there_are_anchors_still_make_a_grid(string id)
    {
        IGridRule rule = ScheduleCatalog.All.Create(id).Prepare(new GaussianProblem(0.5).Context(samples: 8));
        Assert.Equal(1000, rule.Build(1000).Steps);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Thread_count_and_order_of_asking_change_no_bit(string id)
    {
        GaussianProblem problem = new(0.5, 1, -2);
        ScheduleContext one = problem.Context(samples: 90, threads: 1);
        ScheduleContext three = problem.Context(samples: 90, threads: 3);
        IGridRule upward = ScheduleCatalog.All.Create(id).Prepare(one);
        IGridRule downward = ScheduleCatalog.All.Create(id).Prepare(three);
        TimeGrid[] first = [.. new[] { 2, 5, 9 }.Select(upward.Build)];
        TimeGrid[] second = [.. new[] { 9, 5, 2 }.Select(downward.Build).Reverse()];
        Assert.Equal(first, second);
        Assert.Equal(one.Counter.Velocities, three.Counter.Velocities);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Straight_line_fields_still_get_a_grid(string id)
    {
        IGridRule rule = ScheduleCatalog.All.Create(id).Prepare(StraightLine.Context(samples: 16));
        for (int steps = 1; steps <= 12; steps++)
        {
            Assert.Equal(steps, rule.Build(steps).Steps);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [InlineData("uniform+gauss")]
    public void Grids_are_free_where_the_schedule_says_so(string name)
    {
        ScheduleContext context = new GaussianProblem(0.5, 1, -2).Context(samples: 24);
        ISchedule schedule = ScheduleCatalog.All.Create(name);
        _ = schedule.Prepare(context).Build(3);
        Assert.Equal(schedule.IsFree, context.Counter.Velocities == 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_says_what_it_is(string id)
    {
        CatalogEntry<ISchedule> entry = ScheduleCatalog.All.Find(id)!;
        Assert.All(
            [entry.Summary, entry.Formula, entry.Order, entry.Cost, entry.Source],
            static text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(entry.Parameters, static p => Assert.False(string.IsNullOrWhiteSpace(p.Meaning)));
    }

    [Theory]
    [InlineData("uniform:3")]
    [InlineData("shift:0")]
    [InlineData("shift:abc")]
    [InlineData("beta:0.6,0.6,0.6")]
    [InlineData("logit-normal:0,0.01")]
    [InlineData("arctan:total")]
    [InlineData("karras:NaN")]
    public void Bad_parameters_are_the_users_error(string name) => Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Create(name));
}
