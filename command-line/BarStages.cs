using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>Shows the current stage as a progress bar.</summary>
internal sealed class BarStages(ProgressContext context, string title) : IStageProgress
{
    private ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);

    public void Stage(string name)
    {
        // A new task, so that the remaining time is estimated from this stage alone.
        task.StopTask();
        context.RemoveTask(task);
        task = context.AddTask(Markup.Escape(name), maxValue: 1);
    }

    public void Report(double value) => task.Value = value;
}
