using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A mail server that fails now and then, also after it took the mail.</summary>
public sealed class Postman(SimulatedNode node) : IMailSender
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        await node.Pass("send");
        if (node.World.Strikes(12))
            throw new IOException("The mail server does not answer.");
        node.World.Ledger.Accepted(mail.MessageId, mail.To);
        await node.Pass("sent");
        if (node.World.Strikes(12))
            throw new IOException("The mail server took it and broke off.");
    }
}

/// <summary>Work outside the database that takes long, and fails now and then, also after it was done.</summary>
public sealed class VisitJob(SimulatedNode node) : IJobHandler
{
    public string Type => "visit";

    public async Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        var turn = node.World.Ledger.WorkBegins(node, work.JobId);
        try
        {
            for (var left = 1 + node.World.Dice.Below(4); left > 0; left--)
            {
                await node.Pass("work");
                ct.ThrowIfCancellationRequested();
                if (node.World.Strikes(10))
                    throw new IOException("The other party does not answer.");
            }

            node.World.Ledger.Visited(work.JobId);
            return JobOutcome.Done.Nothing;
        }
        finally
        {
            node.World.Ledger.WorkEnds(turn);
        }
    }
}
